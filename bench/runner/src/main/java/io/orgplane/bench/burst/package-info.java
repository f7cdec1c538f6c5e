/** What many activations at once cost at the payment provider. */
@NullMarked
package io.orgplane.bench.burst;

import org.jspecify.annotations.NullMarked;
