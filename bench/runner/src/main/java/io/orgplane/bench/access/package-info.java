/** What an access check costs, beside a call that does nothing. */
@NullMarked
package io.orgplane.bench.access;

import org.jspecify.annotations.NullMarked;
