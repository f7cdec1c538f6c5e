package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription entitles to, as the pool is told.
 *
 * @param catalogueVersion says in which order buckets are drawn
 * @param subscription whose seats get it; another one than before begins a new period
 * @param anchor when the subscription began
 * @param paidThrough how far it is paid; none is without end
 * @param perSeat a month
 * @param daily what the daily bucket is filled up to; none is without limit
 * @param rolloverMonths for how long what is left of a month can still be drawn afterwards
 * @param payAsYouGo whether credits may be drawn that are paid afterwards
 * @param changedAt when it came to be so: what is granted for a part of a period is counted from
 *     here, however late the news arrives
 */
public record Allocation(
    String catalogueVersion,
    String subscription,
    Instant anchor,
    @Nullable Instant paidThrough,
    Credits perSeat,
    int seats,
    @Nullable Credits daily,
    int rolloverMonths,
    boolean payAsYouGo,
    Instant changedAt) {

  Entitlement entitlement() {
    return new Entitlement(perSeat, seats);
  }
}
