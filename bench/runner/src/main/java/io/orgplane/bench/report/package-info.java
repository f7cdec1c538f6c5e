/** How results are told: Markdown that also reads well on a terminal. */
@NullMarked
package io.orgplane.bench.report;

import org.jspecify.annotations.NullMarked;
