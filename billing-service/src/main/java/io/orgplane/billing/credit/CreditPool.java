package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import io.orgplane.billing.catalogue.CreditTerms;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The credits of an organization. It is only ever changed under the lock of its row, so what it
 * decides is decided on what is really there: nothing is drawn that was not granted.
 */
public final class CreditPool {

  /**
   * The scalar part of a pool, as it is stored.
   *
   * @param daily what a day is filled up to; none is without limit
   * @param rolloverMonths for how long what is left of a month can be drawn afterwards
   */
  record State(
      String catalogueVersion,
      @Nullable Credits daily,
      @Nullable LocalDate dailyOn,
      Credits debt,
      boolean exhausted,
      CreditPeriod period,
      int rolloverMonths,
      PayAsYouGo payAsYouGo,
      Consumption consumption) {}

  private final OrganizationId organization;
  private final long version;
  private final PoolChanges changes = new PoolChanges();
  private final Grants grants;
  private final Terms terms;
  private String catalogueVersion;
  private @Nullable Credits daily;
  private @Nullable LocalDate dailyOn;
  private final Debts debts;
  private boolean exhausted;
  private CreditPeriod period;
  private int rolloverMonths;
  private PayAsYouGo payAsYouGo;
  private Consumption consumption;

  /**
   * As it was read.
   *
   * @param version of the row
   */
  CreditPool(
      OrganizationId organization,
      Terms terms,
      long version,
      State state,
      List<Grant> grants,
      Debts debts) {
    this.organization = organization;
    this.version = version;
    this.terms = terms;
    this.grants = new Grants(grants, terms.drawOrder(), changes);
    this.catalogueVersion = state.catalogueVersion();
    this.daily = state.daily();
    this.dailyOn = state.dailyOn();
    this.debts = debts;
    this.exhausted = state.exhausted();
    this.period = state.period();
    this.rolloverMonths = state.rolloverMonths();
    this.payAsYouGo = state.payAsYouGo();
    this.consumption = state.consumption();
    this.grants.onDraw(this::drawn);
  }

  /** A pool that begins with what its subscription entitles to. */
  static CreditPool opened(
      OrganizationId organization, Terms terms, Allocation allocation, Instant now) {
    State state =
        new State(
            allocation.catalogueVersion(),
            allocation.daily(),
            null,
            Credits.NONE,
            false,
            CreditPeriod.beginning(allocation),
            allocation.rolloverMonths(),
            PayAsYouGo.off(allocation.payAsYouGo()),
            Consumption.NOTHING);
    CreditPool pool =
        new CreditPool(organization, terms, 1, state, List.of(), new Debts(List.of()));
    pool.grantForPeriod("period-began", now);
    pool.refresh(now);
    return pool;
  }

  /** Lets time have its effect: what is over ends and rolls over, what is due is given. */
  void refresh(Instant now) {
    turn(now, now);
    end(grant -> grant.hasExpired(now) && !isMeter(grant), now);
    refreshDay(now);
    grants.elastic(
        Bucket.PAY_AS_YOU_GO,
        new Elastic(() -> metered(now), () -> payAsYouGo.headroom(metering(), meteredSoFar())));
  }

  /** Lets the periods turn that are over by then, and paid on. */
  private void turn(Instant then, Instant now) {
    while (period.turns(then)) {
      Instant turn = period.end();
      end(grant -> grant.hasExpired(turn), turn);
      period = rolloverMonths > 0 ? period.next() : period.turned(then);
      grantForPeriod("period-began", now);
    }
  }

  /**
   * What is metered ends with its period and not before: until it is known whether that is paid on,
   * its cap is the one that holds.
   */
  private static boolean isMeter(Grant grant) {
    return grant.isOpen() && grant.bucket() == Bucket.PAY_AS_YOU_GO;
  }

  private void refreshDay(Instant now) {
    LocalDate today = latestDay(now);
    Credits full = daily;
    if (full == null) {
      dailyOn = today;
      grants.elastic(
          Bucket.DAILY, new Elastic(() -> unlimited(today, now), () -> Elastic.WITHOUT_LIMIT));
      return;
    }
    grants.rigid(Bucket.DAILY);
    if (!full.isNone() && (dailyOn == null || dailyOn.isBefore(today))) {
      dailyOn = today;
      grant(Bucket.DAILY, full, endOf(today), "daily/" + today, "daily", now);
    }
  }

  /** A clock that is behind does not go back to a day that has ended. */
  private LocalDate latestDay(Instant now) {
    LocalDate today = today(now);
    LocalDate known = dailyOn;
    return known != null && known.isAfter(today) ? known : today;
  }

  /** Ends these grants. What is left of a month rolls over by the plan that it was a month of. */
  private void end(Predicate<Grant> which, Instant now) {
    Credits left = Credits.NONE;
    String of = "";
    for (Grant grant : grants.live(which)) {
      close(grant, now);
      Credits ended = grants.expire(grant, now);
      if (grant.bucket() == Bucket.MONTHLY && period.end().equals(grant.expiresAt())) {
        left = left.plus(ended);
        of = grant.id().toString();
      }
    }
    if (!left.isNone() && !period.end().isAfter(now)) {
      rollOver(left, period.end(), key("rollover/" + of), now);
    }
  }

  private void rollOver(Credits left, Instant from, String key, Instant now) {
    if (rolloverMonths > 0) {
      Instant until = period.boundaryAfter(from, rolloverMonths);
      if (until.isAfter(now)) {
        grant(Bucket.ROLLOVER, left, until, key, "rolled-over", now);
      }
    }
  }

  private void close(Grant grant, Instant now) {
    if (grant.isOpen() && grant.bucket() == Bucket.PAY_AS_YOU_GO) {
      owe(grant, grant.drawn(), now);
    }
    grant.close();
    if (!grant.hasExpired(now)) {
      grant.endAt(now);
    }
    changes.touched(grant);
  }

  private void owe(Grant grant, Credits drawn, Instant now) {
    Instant periodEnd = grant.expiresAt();
    if (!drawn.isNone() && periodEnd != null) {
      changes.owe(
          new MeteredCharge(
              Ids.next(),
              grant.id(),
              drawn,
              metering().priceOf(drawn),
              terms.currency(),
              periodEnd,
              now));
    }
  }

  /** Whether that much can be drawn. */
  boolean suffices(Credits wanted) {
    return debts.isNone() && !available().plus(grants.headroom()).isLessThan(wanted);
  }

  /** Draws all of it for that usage, or nothing when it does not suffice. */
  public boolean draw(Credits wanted, String usage, Instant now) {
    if (!suffices(wanted)) {
      refuse(now);
      return false;
    }
    grants.draw(wanted, usage, now);
    alert(now);
    return true;
  }

  /** Sets all of it aside, or nothing when it does not suffice. */
  public @Nullable List<Hold> hold(Credits wanted, Instant now) {
    if (!suffices(wanted)) {
      refuse(now);
      return null;
    }
    return grants.hold(wanted, now);
  }

  /**
   * Gives holds back; what has expired meanwhile ends, or rolls over as it would have done.
   *
   * @param reservation whose they are
   */
  public void release(List<Hold> holds, String reservation, Instant now) {
    holds.forEach(hold -> afterHold(grants.release(hold), reservation, now));
  }

  /**
   * Draws what work has really cost, first from what was set aside for it. What is missing becomes
   * a debt, and the answer is how much that was.
   */
  public Credits settle(List<Hold> holds, Credits actual, String usage, Instant now) {
    Credits left = actual;
    for (Hold hold : holds) {
      left = left.minus(grants.drawHeld(hold, left, usage, now));
      afterHold(grants.require(hold.grantId()), usage, now);
    }
    Credits missing = grants.draw(left, usage, now);
    if (!missing.isNone()) {
      debts.owe(usage, missing);
      refuse(now);
    }
    alert(now);
    return missing;
  }

  private void afterHold(Grant grant, String reservation, Instant now) {
    if (!grant.hasExpired(now) && !grant.isOpen()) {
      return;
    }
    Credits ended = grants.expire(grant, now);
    Instant over = grant.expiresAt();
    if (isOfSubscription(grant) && over != null && !ended.isNone()) {
      rollOver(ended, over, "rollover/" + grant.id() + "/" + reservation, now);
    }
  }

  private boolean isOfSubscription(Grant grant) {
    return grant.bucket() == Bucket.MONTHLY
        && grant.sourceKey().startsWith(period.subscription() + "/");
  }

  /** Every draw, whatever for: alerts count it, and what was metered in a closed period is owed. */
  private void drawn(Grant grant, Credits taken) {
    if (taken.isNone()) {
      return;
    }
    if (grant.bucket() == Bucket.MONTHLY && period.end().equals(grant.expiresAt())) {
      consumption = consumption.drawing(taken);
    }
    if (grant.bucket() == Bucket.PAY_AS_YOU_GO && !grant.isOpen()) {
      owe(grant, taken, changes.lastEntryAt());
    }
  }

  private void alert(Instant now) {
    for (int percentage : consumption.news(terms.sales().alerts())) {
      consumption = consumption.told(percentage);
      changes.tell(
          new CreditsThresholdReached(
              organization,
              percentage,
              period.start(),
              period.end(),
              consumption.granted(),
              consumption.drawn(),
              available(),
              nextGrantAt(now)));
    }
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
    if (bucket == Bucket.MONTHLY) {
      consumption = consumption.plus(credits);
    }
    payDebt(now);
    changes.tell(
        new CreditsGranted(
            organization, grant.id(), bucket, credits, expiresAt, reason, available()));
  }

  /**
   * Follows the subscription. Doing it again changes nothing: what has been granted is known from
   * the period. A paid period that has begun by the provider's clock turns this one, although our
   * own may not be there yet: the next month must not begin with the seats and the plan of before.
   */
  public void follow(Allocation allocation, Instant now) {
    refresh(now);
    catalogueVersion = allocation.catalogueVersion();
    daily = allocation.daily();
    rolloverMonths = allocation.rolloverMonths();
    payAsYouGo = payAsYouGo.allowed(allocation.payAsYouGo());
    if (!allocation.subscription().equals(period.subscription())) {
      begin(allocation, now);
      return;
    }
    period = period.following(allocation);
    Instant then = laterOf(now, allocation.anchor());
    if (period.turns(then)) {
      turn(then, now);
      refresh(now);
      return;
    }
    refreshDay(now);
    raiseAllocation(allocation, now);
    addSeats(allocation, now);
  }

  private void begin(Allocation allocation, Instant now) {
    end(grant -> grant.bucket() == Bucket.MONTHLY || grant.bucket() == Bucket.PAY_AS_YOU_GO, now);
    period = CreditPeriod.beginning(allocation).turned(now);
    grantForPeriod("period-began", now);
    refresh(now);
  }

  private void raiseAllocation(Allocation allocation, Instant now) {
    Entitlement before = period.granted();
    if (!before.perSeat().isLessThan(allocation.perSeat())) {
      return;
    }
    Credits difference = allocation.perSeat().minus(before.perSeat());
    Credits raise = period.remainderOf(difference, allocation.changedAt()).times(before.seats());
    grant(
        Bucket.MONTHLY,
        raise,
        period.end(),
        key("allocation/" + allocation.perSeat()),
        "plan-upgraded",
        now);
    period = period.granting(before.withPerSeat(allocation.perSeat()));
  }

  private void addSeats(Allocation allocation, Instant now) {
    Entitlement before = period.granted();
    int added = allocation.seats() - before.seats();
    if (added <= 0) {
      return;
    }
    grant(
        Bucket.MONTHLY,
        before.perSeat().times(added),
        period.end(),
        key("seats/" + allocation.seats()),
        "seats-added",
        now);
    period = period.granting(before.withSeats(allocation.seats()));
  }

  private void grantForPeriod(String reason, Instant now) {
    consumption = Consumption.NOTHING;
    grant(Bucket.MONTHLY, period.granted().total(), period.end(), key("period"), reason, now);
  }

  private String key(String what) {
    return period.subscription() + "/" + period.start() + "/" + what;
  }

  private void payDebt(Instant now) {
    debts.pay((owed, usage) -> grants.draw(owed, usage, now));
  }

  private void refuse(Instant now) {
    if (!exhausted) {
      exhausted = true;
      changes.tell(new CreditsExhausted(organization, nextGrantAt(now)));
    }
  }

  /** Lets credits be drawn that are paid afterwards, up to a cap; or no longer. */
  void payAsYouGo(PayAsYouGo wanted, Instant now) {
    payAsYouGo = wanted;
    payDebt(now);
    if (suffices(new Credits(1))) {
      exhausted = false;
    }
  }

  /** What was metered is owed at once, without waiting for the period's end. */
  void endMetering(Instant now) {
    lockPayAsYouGo();
    end(CreditPool::isMeter, now);
  }

  /** Everything ends, what was set aside as well, and nothing rolls over. */
  void close(Instant now) {
    rolloverMonths = 0;
    grants.releaseAll();
    end(grant -> true, now);
  }

  /** Nothing more is drawn that would be paid afterwards, until the subscription is paid. */
  public void lockPayAsYouGo() {
    payAsYouGo = payAsYouGo.allowed(false);
  }

  private CreditTerms.PayAsYouGo metering() {
    return terms.sales().payAsYouGo();
  }

  private Credits meteredSoFar() {
    return current(Bucket.PAY_AS_YOU_GO)
        .map(grant -> grant.granted().minus(grant.expired()))
        .orElse(Credits.NONE);
  }

  /** What the running period has cost so far by pay-as-you-go, in minor units. */
  long meteredAmount() {
    return current(Bucket.PAY_AS_YOU_GO).map(grant -> metering().priceOf(grant.drawn())).orElse(0L);
  }

  private Grant metered(Instant now) {
    String key = key("pay-as-you-go");
    return growing(Bucket.PAY_AS_YOU_GO, period.end(), key, "pay-as-you-go", now);
  }

  private Grant unlimited(LocalDate day, Instant now) {
    return growing(Bucket.DAILY, endOf(day), "daily/" + day + "/unlimited", "daily", now);
  }

  private Grant growing(Bucket bucket, Instant until, String key, String reason, Instant now) {
    return current(bucket)
        .orElseGet(
            () -> {
              Grant.Source source = new Grant.Source(key, reason);
              Grant grant = Grant.growing(Ids.next(), bucket, now, until, source);
              grants.insert(grant);
              return grant;
            });
  }

  private Optional<Grant> current(Bucket bucket) {
    return grants.all().stream()
        .filter(grant -> grant.bucket() == bucket && grant.isOpen())
        .findFirst();
  }

  /** What can still be drawn without paying for it afterwards, reservations left aside. */
  public Credits available() {
    return grants.available();
  }

  Credits held() {
    return grants.held();
  }

  /** When more comes by itself. */
  public @Nullable Instant nextGrantAt(Instant now) {
    if (daily != null && !daily.isNone()) {
      return midnightAfter(now);
    }
    return period.agreed().perSeat().isNone() ? null : period.end();
  }

  public OrganizationId organization() {
    return organization;
  }

  long version() {
    return version;
  }

  Terms terms() {
    return terms;
  }

  List<Grant> grants() {
    return grants.all();
  }

  PoolChanges changes() {
    return changes;
  }

  Debts debts() {
    return debts;
  }

  State state() {
    return new State(
        catalogueVersion,
        daily,
        dailyOn,
        debts.total(),
        exhausted,
        period,
        rolloverMonths,
        payAsYouGo,
        consumption);
  }

  private static LocalDate today(Instant now) {
    return now.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant midnightAfter(Instant now) {
    return endOf(today(now));
  }

  private static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Instant laterOf(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
