/**
 * A service reduced to one business transaction on service-kit, which it does with and without
 * telling of it, so that the price of the outbox is the difference of two rates.
 */
@NullMarked
package io.orgplane.bench.transactions;

import org.jspecify.annotations.NullMarked;
