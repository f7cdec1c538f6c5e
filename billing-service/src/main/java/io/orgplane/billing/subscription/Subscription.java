package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.credit.Allocation;
import io.orgplane.billing.payment.Card;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.RenewalTerms;
import io.orgplane.billing.seat.Seats;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an organization has bought.
 *
 * @param version counts its changes
 * @param entitlementVersion counts the changes of what it allows
 * @param scheduled what is to become of it at the next renewal; none is to go on
 * @param renewsAs what the provider has been told of that; none is to go on
 * @param customer none until something is bought
 * @param paidBy none on a free plan
 */
public record Subscription(
    OrganizationId organization,
    long version,
    long entitlementVersion,
    PlanKey plan,
    Interval interval,
    Standing standing,
    Seats seats,
    Period period,
    @Nullable ScheduledChange scheduled,
    @Nullable RenewalTerms renewsAs,
    @Nullable CustomerId customer,
    @Nullable PaidSubscriptionId paidBy,
    @Nullable Card card) {

  private static final String PAY_AS_YOU_GO = "pay-as-you-go";

  /** What every organization begins with. */
  static Subscription free(OrganizationId organization, Catalogue catalogue, Instant now) {
    return new Subscription(
        organization,
        1,
        1,
        catalogue.key(catalogue.free()),
        Interval.MONTH,
        Standing.GOOD,
        Seats.ONE,
        Period.monthFrom(now),
        null,
        null,
        null,
        null,
        null);
  }

  public boolean isPaid() {
    return paidBy != null;
  }

  public Status status() {
    return standing.status();
  }

  public boolean cancelAtPeriodEnd() {
    return standing.cancelAtPeriodEnd();
  }

  /** Whether an unpaid invoice stands in the way of having more. */
  public boolean isOwing() {
    return status() == Status.PAST_DUE;
  }

  /** A change that is still ahead. */
  public @Nullable ScheduledChange ahead() {
    return scheduled != null && scheduled.at().isAfter(period.start()) ? scheduled : null;
  }

  /** The same as the provider's. Versions are counted by {@link Revision}. */
  Subscription following(PaidSubscription paid, Instant unpaidSince) {
    boolean begins = !paid.id().equals(paidBy);
    Seats followed = begins ? Seats.bought(paid.quantity()) : seats.withPurchased(paid.quantity());
    Standing before = begins ? Standing.GOOD : standing;
    return new Subscription(
        organization,
        version,
        entitlementVersion,
        paid.plan(),
        paid.interval(),
        before.following(paid, unpaidSince),
        followed,
        new Period(paid.periodStart(), paid.periodEnd()),
        begins ? null : scheduledAfter(paid, followed),
        paid.renewsAs(),
        customer,
        paid.id(),
        paid.card());
  }

  /**
   * A renewal gives back the seats of members who have left, also where nobody has told the
   * provider in time.
   */
  private @Nullable ScheduledChange scheduledAfter(PaidSubscription paid, Seats followed) {
    boolean renewed = !paid.periodStart().isBefore(period.end());
    boolean spare = followed.committed() < followed.purchased();
    return renewed && scheduled == null && spare
        ? ScheduledChange.trueDown(paid.plan(), paid.interval(), paid.periodStart())
        : scheduled;
  }

  /** Back on the free plan, because what was paid has ended. */
  Subscription fallenBack(Catalogue catalogue, Instant now) {
    return new Subscription(
        organization,
        version,
        entitlementVersion,
        catalogue.key(catalogue.free()),
        Interval.MONTH,
        Standing.GOOD,
        Seats.ONE,
        Period.monthFrom(now),
        null,
        null,
        customer,
        null,
        null);
  }

  /** As it would be if this order were done. */
  Subscription ordered(PlanOrder order) {
    Standing paid = order.endsTrial() ? Standing.GOOD : standing;
    return with(
        order.plan(), order.interval(), seats.withPurchased(order.quantity()), paid, scheduled);
  }

  public Subscription withSeats(Seats changed) {
    return with(plan, interval, changed, standing, scheduled);
  }

  public Subscription withScheduled(@Nullable ScheduledChange change) {
    return with(plan, interval, seats, standing, change);
  }

  Subscription withStanding(Standing changed) {
    return with(plan, interval, seats, changed, scheduled);
  }

  private Subscription with(
      PlanKey newPlan,
      Interval newInterval,
      Seats newSeats,
      Standing newStanding,
      @Nullable ScheduledChange newScheduled) {
    return new Subscription(
        organization,
        version,
        entitlementVersion,
        newPlan,
        newInterval,
        newStanding,
        newSeats,
        period,
        newScheduled,
        renewsAs,
        customer,
        paidBy,
        card);
  }

  Subscription withVersions(long newVersion, long newEntitlementVersion) {
    return new Subscription(
        organization,
        newVersion,
        newEntitlementVersion,
        plan,
        interval,
        standing,
        seats,
        period,
        scheduled,
        renewsAs,
        customer,
        paidBy,
        card);
  }

  /**
   * What the credit pool is told. A trial is a subscription of its own: when it has turned into a
   * paid one, that begins with all its credits.
   *
   * @param changedAt see {@link Allocation}
   */
  Allocation allocation(Plan of, Instant changedAt) {
    return new Allocation(
        plan.catalogueVersion(),
        creditKey(),
        period.start(),
        paidBy == null ? null : period.end(),
        of.allocation(),
        seats.purchased(),
        of.dailyCredits(),
        of.rolloverMonths(),
        status() == Status.ACTIVE && of.features().contains(PAY_AS_YOU_GO),
        changedAt);
  }

  private String creditKey() {
    if (paidBy == null) {
      return "free/" + period.start();
    }
    return status() == Status.TRIALING ? paidBy.value() + "/trial" : paidBy.value();
  }
}
