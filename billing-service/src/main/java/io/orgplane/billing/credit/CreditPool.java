package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The credits of an organization. It is only ever changed under the lock of its row, so what it
 * decides is decided on what is really there: nothing is drawn that was not granted.
 */
public final class CreditPool {

  /** The scalar part of a pool, as it is stored. */
  record State(
      String catalogueVersion,
      Credits daily,
      @Nullable LocalDate dailyOn,
      Credits debt,
      boolean exhausted,
      CreditPeriod period) {}

  private final OrganizationId organization;
  private final PoolChanges changes = new PoolChanges();
  private final Grants grants;
  private String catalogueVersion;
  private Credits daily;
  private @Nullable LocalDate dailyOn;
  private Credits debt;
  private boolean exhausted;
  private CreditPeriod period;

  CreditPool(OrganizationId organization, List<Bucket> drawOrder, State state, List<Grant> grants) {
    this.organization = organization;
    this.grants = new Grants(grants, drawOrder, changes);
    this.catalogueVersion = state.catalogueVersion();
    this.daily = state.daily();
    this.dailyOn = state.dailyOn();
    this.debt = state.debt();
    this.exhausted = state.exhausted();
    this.period = state.period();
  }

  /** A pool that begins with what its subscription entitles to. */
  static CreditPool opened(
      OrganizationId organization, List<Bucket> drawOrder, Allocation allocation, Instant now) {
    State state =
        new State(
            allocation.catalogueVersion(),
            allocation.daily(),
            null,
            Credits.NONE,
            false,
            CreditPeriod.beginning(allocation));
    CreditPool pool = new CreditPool(organization, drawOrder, state, List.of());
    pool.grantForPeriod("period-began", now);
    pool.refresh(now);
    return pool;
  }

  /** Lets time have its effect: what is over ends, what is due is given. */
  void refresh(Instant now) {
    grants.expire(grant -> grant.hasExpired(now), now);
    if (period.turns(now)) {
      period = period.turned(now);
      grantForPeriod("period-began", now);
    }
    LocalDate today = today(now);
    if (!daily.isNone() && (dailyOn == null || dailyOn.isBefore(today))) {
      dailyOn = today;
      grant(Bucket.DAILY, daily, midnightAfter(now), "daily/" + today, "daily", now);
    }
  }

  /** Whether that much can be drawn. */
  boolean suffices(Credits wanted) {
    return debt.isNone() && !available().isLessThan(wanted);
  }

  /** Draws all of it for that usage, or nothing when it does not suffice. */
  public boolean draw(Credits wanted, String usage, Instant now) {
    if (!suffices(wanted)) {
      refuse(now);
      return false;
    }
    grants.draw(wanted, usage, now);
    return true;
  }

  /** Sets all of it aside, or nothing when it does not suffice. */
  public @Nullable List<Hold> hold(Credits wanted, Instant now) {
    if (!suffices(wanted)) {
      refuse(now);
      return null;
    }
    return grants.hold(wanted);
  }

  /** Gives holds back; what has expired meanwhile ends. */
  public void release(List<Hold> holds, Instant now) {
    holds.forEach(hold -> grants.release(hold, now));
  }

  /**
   * Draws what work has really cost, first from what was set aside for it. What is missing becomes
   * a debt, and the answer is how much that was.
   */
  public Credits settle(List<Hold> holds, Credits actual, String usage, Instant now) {
    Credits left = actual;
    for (Hold hold : holds) {
      left = left.minus(grants.drawHeld(hold, left, usage, now));
    }
    Credits missing = grants.draw(left, usage, now);
    if (!missing.isNone()) {
      debt = debt.plus(missing);
      refuse(now);
    }
    return missing;
  }

  /** Credits beside the subscription's, such as a bonus. */
  void grant(
      Bucket bucket,
      Credits credits,
      @Nullable Instant expiresAt,
      String key,
      String reason,
      Instant now) {
    if (credits.isNone()) {
      return;
    }
    Grant grant =
        Grant.fresh(Ids.next(), bucket, credits, now, expiresAt, new Grant.Source(key, reason));
    grants.add(grant, now);
    exhausted = false;
    payDebt(now);
    changes.tell(
        new CreditsGranted(
            organization, grant.id(), bucket, credits, expiresAt, reason, available()));
  }

  /**
   * Follows the subscription. Doing it again changes nothing: what has been granted is known from
   * the period.
   */
  public void follow(Allocation allocation, Instant now) {
    catalogueVersion = allocation.catalogueVersion();
    daily = allocation.daily();
    if (!allocation.subscription().equals(period.subscription())) {
      begin(allocation, now);
      return;
    }
    CreditPeriod extended = period.with(allocation.paidThrough(), period.perSeat(), period.seats());
    if (extended.turns(now)) {
      period = extended.with(allocation.paidThrough(), allocation.perSeat(), allocation.seats());
      refresh(now);
      return;
    }
    period = extended;
    raiseAllocation(allocation, now);
    addSeats(allocation, now);
  }

  private void begin(Allocation allocation, Instant now) {
    grants.expire(grant -> grant.bucket() == Bucket.MONTHLY, now);
    period = CreditPeriod.beginning(allocation).turned(now);
    grantForPeriod("period-began", now);
    refresh(now);
  }

  private void raiseAllocation(Allocation allocation, Instant now) {
    if (!period.perSeat().isLessThan(allocation.perSeat())) {
      return;
    }
    Credits difference = allocation.perSeat().minus(period.perSeat());
    Credits raise = period.remainderOf(difference, allocation.changedAt()).times(period.seats());
    grant(
        Bucket.MONTHLY,
        raise,
        period.end(),
        key("allocation/" + allocation.perSeat()),
        "plan-upgraded",
        now);
    period = period.with(period.paidThrough(), allocation.perSeat(), period.seats());
  }

  private void addSeats(Allocation allocation, Instant now) {
    int added = allocation.seats() - period.seats();
    if (added <= 0) {
      return;
    }
    grant(
        Bucket.MONTHLY,
        period.perSeat().times(added),
        period.end(),
        key("seats/" + allocation.seats()),
        "seats-added",
        now);
    period = period.with(period.paidThrough(), period.perSeat(), allocation.seats());
  }

  private void grantForPeriod(String reason, Instant now) {
    grant(
        Bucket.MONTHLY,
        period.perSeat().times(period.seats()),
        period.end(),
        key("period"),
        reason,
        now);
  }

  private String key(String what) {
    return period.subscription() + "/" + period.start() + "/" + what;
  }

  private void payDebt(Instant now) {
    if (!debt.isNone()) {
      debt = grants.draw(debt, "debt", now);
    }
  }

  private void refuse(Instant now) {
    if (!exhausted) {
      exhausted = true;
      changes.tell(new CreditsExhausted(organization, nextGrantAt(now)));
    }
  }

  /** What can still be drawn, reservations left aside. */
  public Credits available() {
    return grants.available();
  }

  Credits held() {
    return grants.held();
  }

  /** When more comes by itself. */
  public @Nullable Instant nextGrantAt(Instant now) {
    if (!daily.isNone()) {
      return midnightAfter(now);
    }
    return period.perSeat().isNone() ? null : period.end();
  }

  OrganizationId organization() {
    return organization;
  }

  List<Grant> grants() {
    return grants.all();
  }

  PoolChanges changes() {
    return changes;
  }

  State state() {
    return new State(catalogueVersion, daily, dailyOn, debt, exhausted, period);
  }

  private static LocalDate today(Instant now) {
    return now.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant midnightAfter(Instant now) {
    return today(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
