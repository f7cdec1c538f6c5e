/** Tries out what is configured on a schedule, and notices what has ended. */
@NullMarked
package io.orgplane.byok.health;

import org.jspecify.annotations.NullMarked;
