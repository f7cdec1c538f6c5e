package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.billing.credit.LedgerEntry.Kind;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
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
  private final List<Bucket> drawOrder;
  private final List<Grant> grants;
  private final PoolChanges changes = new PoolChanges();
  private String catalogueVersion;
  private Credits daily;
  private @Nullable LocalDate dailyOn;
  private Credits debt;
  private boolean exhausted;
  private CreditPeriod period;

  CreditPool(OrganizationId organization, List<Bucket> drawOrder, State state, List<Grant> grants) {
    this.organization = organization;
    this.drawOrder = drawOrder;
    this.grants = new ArrayList<>(grants);
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
    grants.stream().filter(grant -> grant.hasExpired(now)).forEach(each -> expire(each, now));
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
    drawUpTo(wanted, usage, now);
    return true;
  }

  /** Sets all of it aside, or nothing when it does not suffice. */
  public @Nullable List<Hold> hold(Credits wanted, Instant now) {
    if (!suffices(wanted)) {
      refuse(now);
      return null;
    }
    List<Hold> holds = new ArrayList<>();
    Credits left = wanted;
    for (Grant grant : inDrawOrder()) {
      Credits taken = grant.hold(left);
      if (!taken.isNone()) {
        changes.touched(grant);
        holds.add(new Hold(grant.id(), taken));
        left = left.minus(taken);
      }
    }
    return holds;
  }

  /** Gives holds back; what has expired meanwhile ends. */
  public void release(List<Hold> holds, Instant now) {
    for (Hold hold : holds) {
      Grant grant = require(hold.grantId());
      grant.release(hold.credits());
      changes.touched(grant);
      if (grant.hasExpired(now)) {
        expire(grant, now);
      }
    }
  }

  /**
   * Draws what work has really cost, first from what was set aside for it. What is missing becomes
   * a debt, and the answer is how much that was.
   */
  public Credits settle(List<Hold> holds, Credits actual, String usage, Instant now) {
    Credits left = actual;
    for (Hold hold : holds) {
      Grant grant = require(hold.grantId());
      grant.release(hold.credits());
      Credits taken = grant.draw(left.min(hold.credits()));
      changes.enter(Kind.DRAW, grant, taken, usage, now);
      left = left.minus(taken);
      if (grant.hasExpired(now)) {
        expire(grant, now);
      }
    }
    Credits missing = drawUpTo(left, usage, now);
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
    grants.add(grant);
    changes.created(grant, now);
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
    grants.stream()
        .filter(grant -> grant.bucket() == Bucket.MONTHLY)
        .forEach(grant -> expire(grant, now));
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

  private Credits drawUpTo(Credits wanted, String usage, Instant now) {
    Credits left = wanted;
    for (Grant grant : inDrawOrder()) {
      Credits taken = grant.draw(left);
      if (!taken.isNone()) {
        changes.enter(Kind.DRAW, grant, taken, usage, now);
        left = left.minus(taken);
      }
    }
    return left;
  }

  private void payDebt(Instant now) {
    if (!debt.isNone()) {
      debt = drawUpTo(debt, "debt", now);
    }
  }

  private void expire(Grant grant, Instant now) {
    changes.enter(Kind.EXPIRY, grant, grant.expire(), "", now);
  }

  private void refuse(Instant now) {
    if (!exhausted) {
      exhausted = true;
      changes.tell(new CreditsExhausted(organization, nextGrantAt(now)));
    }
  }

  private Grant require(UUID id) {
    return grants.stream().filter(grant -> grant.id().equals(id)).findFirst().orElseThrow();
  }

  private List<Grant> inDrawOrder() {
    return grants.stream()
        .filter(grant -> !grant.available().isNone())
        .sorted(
            Comparator.<Grant>comparingInt(grant -> drawOrder.indexOf(grant.bucket()))
                .thenComparing(Grant::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Grant::grantedAt)
                .thenComparing(Grant::id))
        .toList();
  }

  /** What can still be drawn, reservations left aside. */
  public Credits available() {
    return grants.stream().map(Grant::available).reduce(Credits.NONE, Credits::plus);
  }

  Credits held() {
    return grants.stream().map(Grant::held).reduce(Credits.NONE, Credits::plus);
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
    return List.copyOf(grants);
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
