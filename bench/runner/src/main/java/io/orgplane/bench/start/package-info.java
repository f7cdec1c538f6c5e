/** How long the parts of the suite take to start, and what memory they hold. */
@NullMarked
package io.orgplane.bench.start;

import org.jspecify.annotations.NullMarked;
