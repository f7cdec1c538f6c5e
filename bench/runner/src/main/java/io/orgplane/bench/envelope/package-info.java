/** What envelope encryption costs, beside the cipher itself. */
@NullMarked
package io.orgplane.bench.envelope;

import org.jspecify.annotations.NullMarked;
