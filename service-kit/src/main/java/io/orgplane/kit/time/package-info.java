/** The clock that every service reads. */
@NullMarked
package io.orgplane.kit.time;

import org.jspecify.annotations.NullMarked;
