/** The figures of an organization in one call, from what events have brought. */
@NullMarked
package io.orgplane.org.stats;

import org.jspecify.annotations.NullMarked;
