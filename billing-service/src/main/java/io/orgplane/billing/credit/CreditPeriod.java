package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The month for which a subscription's seats have got their credits.
 *
 * @param subscription whose; another one begins another period
 * @param anchor the beginning of the first period, from which all are counted, so that one that
 *     began on the 31st comes back to the 31st after a shorter month
 * @param paidThrough how far the periods go; none is without end
 * @param granted the most there was in this period, for which it has got its credits
 * @param agreed what was told last, and the next one begins with: less, where a paid year has been
 *     renewed with less within this month
 */
public record CreditPeriod(
    String subscription,
    Instant anchor,
    Instant start,
    Instant end,
    @Nullable Instant paidThrough,
    Entitlement granted,
    Entitlement agreed) {

  public static CreditPeriod beginning(Allocation allocation) {
    Entitlement entitlement = allocation.entitlement();
    return new CreditPeriod(
        allocation.subscription(),
        allocation.anchor(),
        allocation.anchor(),
        monthsAfter(allocation.anchor(), 1),
        allocation.paidThrough(),
        entitlement,
        entitlement);
  }

  /** Whether it is over, and another one is paid for. */
  boolean turns(Instant now) {
    return !end.isAfter(now) && (paidThrough == null || end.isBefore(paidThrough));
  }

  /** The one that contains this instant, or the last that is paid for. */
  CreditPeriod turned(Instant now) {
    CreditPeriod period = this;
    while (period.turns(now)) {
      period = period.next();
    }
    return period;
  }

  /** The same as it goes on by what is told now. */
  CreditPeriod following(Allocation allocation) {
    return new CreditPeriod(
        subscription,
        anchor,
        start,
        end,
        allocation.paidThrough(),
        granted,
        allocation.entitlement());
  }

  CreditPeriod granting(Entitlement most) {
    return new CreditPeriod(subscription, anchor, start, end, paidThrough, most, agreed);
  }

  /** The part of an amount that belongs to the time from then to the end, rounded down. */
  Credits remainderOf(Credits amount, Instant from) {
    long whole = Duration.between(start, end).toMillis();
    long left = Math.clamp(Duration.between(from, end).toMillis(), 0, whole);
    return new Credits(
        BigInteger.valueOf(amount.thousandths())
            .multiply(BigInteger.valueOf(left))
            .divide(BigInteger.valueOf(whole))
            .longValueExact());
  }

  CreditPeriod next() {
    Instant after = boundaryAfter(end, 1);
    return new CreditPeriod(subscription, anchor, end, after, paidThrough, agreed, agreed);
  }

  /** So many months behind a boundary, counted from the anchor. */
  Instant boundaryAfter(Instant boundary, int months) {
    long index = ChronoUnit.MONTHS.between(date(anchor), date(boundary).plusDays(1));
    return monthsAfter(anchor, index + months);
  }

  private static LocalDateTime date(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
  }

  private static Instant monthsAfter(Instant anchor, long months) {
    return anchor.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
  }
}
