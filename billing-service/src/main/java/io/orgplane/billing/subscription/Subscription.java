package io.orgplane.billing.subscription;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.Plan;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.credit.Allocation;
import io.orgplane.billing.payment.Card;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.seat.Seats;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an organization has bought.
 *
 * @param version counts its changes
 * @param entitlementVersion counts the changes of what it allows
 * @param customer none until something is bought
 * @param paidBy none on a free plan
 */
public record Subscription(
    OrganizationId organization,
    long version,
    long entitlementVersion,
    PlanKey plan,
    Interval interval,
    Status status,
    Seats seats,
    Period period,
    boolean cancelAtPeriodEnd,
    @Nullable CustomerId customer,
    @Nullable PaidSubscriptionId paidBy,
    @Nullable Card card) {

  /** What every organization begins with. */
  static Subscription free(OrganizationId organization, Catalogue catalogue, Instant now) {
    return new Subscription(
        organization,
        1,
        1,
        catalogue.key(catalogue.free()),
        Interval.MONTH,
        Status.ACTIVE,
        Seats.ONE,
        Period.monthFrom(now),
        false,
        null,
        null,
        null);
  }

  public boolean isPaid() {
    return paidBy != null;
  }

  /** The same as the provider's. Versions are counted by {@link Revision}. */
  Subscription following(PaidSubscription paid) {
    boolean begins = !paid.id().equals(paidBy);
    Seats followed = begins ? Seats.bought(paid.quantity()) : seats.withPurchased(paid.quantity());
    return new Subscription(
        organization,
        version,
        entitlementVersion,
        paid.plan(),
        paid.interval(),
        paid.status() == PaidSubscription.Status.PAST_DUE ? Status.PAST_DUE : statusOf(paid),
        followed,
        new Period(paid.periodStart(), paid.periodEnd()),
        paid.cancelAtPeriodEnd(),
        customer,
        paid.id(),
        paid.card());
  }

  private static Status statusOf(PaidSubscription paid) {
    return paid.status() == PaidSubscription.Status.TRIALING ? Status.TRIALING : Status.ACTIVE;
  }

  /** Back on the free plan, because what was paid has ended. */
  Subscription fallenBack(Catalogue catalogue, Instant now) {
    return new Subscription(
        organization,
        version,
        entitlementVersion,
        catalogue.key(catalogue.free()),
        Interval.MONTH,
        Status.ACTIVE,
        Seats.ONE,
        Period.monthFrom(now),
        false,
        customer,
        null,
        null);
  }

  /** As it would be if this order were done. */
  Subscription ordered(PlanOrder order) {
    return new Subscription(
        organization,
        version,
        entitlementVersion,
        order.plan(),
        order.interval(),
        status,
        seats.withPurchased(order.quantity()),
        period,
        cancelAtPeriodEnd,
        customer,
        paidBy,
        card);
  }

  Subscription withSeats(Seats changed) {
    return new Subscription(
        organization,
        version,
        entitlementVersion,
        plan,
        interval,
        status,
        changed,
        period,
        cancelAtPeriodEnd,
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
        status,
        seats,
        period,
        cancelAtPeriodEnd,
        customer,
        paidBy,
        card);
  }

  /**
   * What the credit pool is told.
   *
   * @param changedAt see {@link Allocation}
   */
  Allocation allocation(Plan of, Instant changedAt) {
    return new Allocation(
        plan.catalogueVersion(),
        paidBy == null ? "free/" + period.start() : paidBy.value(),
        period.start(),
        paidBy == null ? null : period.end(),
        of.allocation(),
        seats.purchased(),
        of.dailyCredits() == null ? Credits.NONE : of.dailyCredits(),
        changedAt);
  }
}
