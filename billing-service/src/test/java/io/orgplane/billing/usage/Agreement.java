package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.credit.Allocation;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What an organization has agreed with its provider, as the pool hears of it.
 *
 * @param subscription whose
 * @param began from when its periods are counted
 * @param months how long a paid period is; none for the free plan
 * @param paid how many of them have been paid
 * @param perSeat credits a month
 * @param rolloverMonths as the plan says
 */
record Agreement(
    String subscription,
    Instant began,
    int months,
    int paid,
    int perSeat,
    int seats,
    int rolloverMonths) {

  /** As of now, however long ago it began. */
  static Agreement of(
      String subscription,
      Instant began,
      int months,
      int perSeat,
      int rolloverMonths,
      Instant now) {
    return new Agreement(subscription, began, months, 0, perSeat, 2, rolloverMonths).renewed(now);
  }

  static Agreement free(Instant now) {
    return new Agreement("free/" + now, now, 0, 0, 20, 1, 0);
  }

  /** Paid for the period that contains this instant; the same when it is. */
  Agreement renewed(Instant now) {
    if (months == 0) {
      return this;
    }
    Agreement renewed = this;
    while (!renewed.paidThrough().isAfter(now)) {
      renewed = renewed.paid(renewed.paid + 1);
    }
    return renewed;
  }

  boolean isOver(Instant now) {
    return months > 0 && !paidThrough().isAfter(now);
  }

  Instant paidThrough() {
    return boundary(paid);
  }

  private Instant boundary(int periods) {
    return began.atOffset(ZoneOffset.UTC).plusMonths((long) periods * months).toInstant();
  }

  private Agreement paid(int periods) {
    return new Agreement(subscription, began, months, periods, perSeat, seats, rolloverMonths);
  }

  Agreement seats(int wanted) {
    return new Agreement(subscription, began, months, paid, perSeat, wanted, rolloverMonths);
  }

  Agreement perSeat(int wanted) {
    return new Agreement(subscription, began, months, paid, wanted, seats, rolloverMonths);
  }

  /** As it is first told: with the beginning from which its periods are counted. */
  Allocation first() {
    return allocation(began, began);
  }

  Allocation now(Instant changedAt) {
    return allocation(months == 0 ? began : boundary(Math.max(paid - 1, 0)), changedAt);
  }

  private Allocation allocation(Instant periodStart, Instant changedAt) {
    @Nullable Instant through = months == 0 ? null : paidThrough();
    return new Allocation(
        "2026-03",
        subscription,
        periodStart,
        through,
        Credits.whole(perSeat),
        seats,
        Credits.whole(5),
        rolloverMonths,
        months > 0,
        changedAt);
  }
}
