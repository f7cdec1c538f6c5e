package io.orgplane.billing.renewal;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.RenewalTerms;
import io.orgplane.billing.renewal.Step.Lower;
import io.orgplane.billing.renewal.Step.MakeUp;
import io.orgplane.billing.renewal.Step.Settled;
import io.orgplane.billing.renewal.Step.Tell;
import io.orgplane.billing.seat.Lowering;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.billing.seat.Seats;
import io.orgplane.billing.subscription.Period;
import io.orgplane.billing.subscription.ScheduledChange;
import io.orgplane.billing.subscription.Standing;
import io.orgplane.billing.subscription.Status;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.kit.id.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An organization with fixed seats: billing as it decides, with a gate and a provider in memory.
 */
final class FixedSeats {

  static final Duration LEAD = Duration.ofMinutes(15);
  private static final PlanKey TEAM = new PlanKey("2026-03", "team");

  /** What billing has told the gate, in its order; an answer is wanted for a way down. */
  private record Told(int cap, boolean lowers, long version) {}

  /** The gate's answer to the way down of that version. */
  private record Answer(int cap, long version) {}

  /** A call whose answer was lost: the operation stays open. */
  private record Unanswered(@Nullable RenewalTerms terms) {}

  private final Deque<Told> toGate = new ArrayDeque<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private Subscription known;
  private Instant now = Instant.parse("2026-03-31T10:00:00Z");
  private Period billedPeriod = month(now);
  private @Nullable RenewalTerms next;
  private long version = 1;
  private @Nullable Unanswered unanswered;
  int billed = 5;
  int cap = 5;
  int active = 1;

  FixedSeats() {
    known =
        new Subscription(
            new OrganizationId(new UUID(0, 1)),
            1,
            1,
            TEAM,
            Interval.MONTH,
            new Standing(Status.ACTIVE, null, null, false, false),
            new Seats(5, 5, SeatPolicy.FIXED, null, null),
            billedPeriod,
            null,
            null,
            new CustomerId("cus"),
            new PaidSubscriptionId("sub"),
            null);
  }

  void joins() {
    if (active < cap) {
      active++;
    }
  }

  void leaves() {
    active = Math.max(1, active - 1);
  }

  void reducesTo(int seats) {
    if (seats >= active && seats < known.seats().purchased()) {
      become(known.withScheduled(scheduled(seats)));
    }
  }

  void keepsAll() {
    if (!now.isBefore(known.period().end())) {
      return;
    }
    become(known.withScheduled(null));
  }

  /** The money first; a schedule is released with it. */
  void buys(int more) {
    if (unanswered != null) {
      return;
    }
    billed += more;
    next = null;
    follow();
    become(
        known
            .withSeats(known.seats().withCommitted(billed).withLowering(null))
            .withScheduled(null));
  }

  void gateHears() {
    Told told = toGate.poll();
    if (told != null) {
      cap = Math.max(told.cap(), active);
      if (told.lowers()) {
        answers.add(new Answer(cap, told.version()));
      }
    }
  }

  void billingHearsTheGate() {
    Answer answer = answers.poll();
    Lowering lowering = known.seats().lowering();
    if (answer != null
        && lowering != null
        && lowering.applied() == null
        && answer.version() >= lowering.version()) {
      become(known.withSeats(known.seats().withLowering(lowering.answered(answer.cap()))));
    }
  }

  /** Time goes on; when the period is over the provider renews by itself. */
  void passes(Duration time) {
    now = now.plus(time);
    while (!now.isBefore(billedPeriod.end())) {
      billedPeriod = month(billedPeriod.end());
      billed = next == null ? billed : next.quantity();
      next = null;
    }
  }

  void nearsTheEnd() {
    Instant near = billedPeriod.end().minus(LEAD).plusSeconds(1);
    now = now.isBefore(near) ? near : now;
  }

  void follow() {
    Seats seats = known.seats().withPurchased(billed);
    known = with(seats, billedPeriod, next);
  }

  /** One step of the renewal, at which the provider may do as it is asked, refuse, or be slow. */
  void turns(RandomGenerator random) {
    if (unanswered != null) {
      lookUp(unanswered);
      return;
    }
    switch (new Renewal(known, 1, active, LEAD).next(now)) {
      case Step.Rest rest -> {}
      case Step.Look look -> follow();
      case Lower lower ->
          become(known.withSeats(known.seats().withLowering(Lowering.to(lower.cap()))));
      case Tell tell -> tell(tell.terms(), random.nextInt(4));
      case MakeUp late -> {
        billed = late.terms().quantity();
        follow();
      }
      case Settled settled ->
          become(
              known
                  .withSeats(known.seats().withCommitted(settled.committed()).withLowering(null))
                  .withScheduled(null));
    }
  }

  /**
   * Refused, done with an answer that is lost, or done. What is lost is looked up before all else.
   */
  private void tell(@Nullable RenewalTerms terms, int luck) {
    boolean tooLate = !known.period().equals(billedPeriod);
    if (luck == 0) {
      become(holdsLess() ? known : raised());
      return;
    }
    next = tooLate ? next : terms;
    unanswered = new Unanswered(terms);
    if (luck > 1) {
      lookUp(unanswered);
    }
  }

  private void lookUp(Unanswered told) {
    unanswered = null;
    follow();
    RenewalTerms terms = told.terms();
    boolean less = terms != null && terms.quantity() < known.seats().purchased();
    become(less || holdsLess() ? known : raised());
  }

  private boolean holdsLess() {
    RenewalTerms held = known.renewsAs();
    return held != null && held.quantity() < known.seats().purchased();
  }

  private Subscription raised() {
    return known.withSeats(known.seats().withLowering(null));
  }

  boolean isSettled() {
    return toGate.isEmpty() && answers.isEmpty() && known.scheduled() == null;
  }

  int purchased() {
    return known.seats().purchased();
  }

  private void become(Subscription wanted) {
    Integer before = known.seats().cap();
    Lowering lowering = wanted.seats().lowering();
    boolean asks = known.seats().lowering() == null && lowering != null;
    if (asks && lowering != null) {
      version++;
      known = wanted.withSeats(wanted.seats().withLowering(lowering.asked(version)));
    } else {
      known = wanted;
    }
    Integer after = wanted.seats().cap();
    if (after != null && (asks || !after.equals(before))) {
      toGate.add(new Told(after, asks, version));
    }
  }

  private Subscription with(Seats seats, Period period, @Nullable RenewalTerms renewsAs) {
    Subscription before = known;
    Subscription after =
        new Subscription(
            before.organization(),
            before.version(),
            before.entitlementVersion(),
            before.plan(),
            before.interval(),
            before.standing(),
            seats,
            period,
            before.scheduled(),
            renewsAs,
            before.customer(),
            before.paidBy(),
            before.card());
    become(after);
    return known;
  }

  private ScheduledChange scheduled(int seats) {
    return new ScheduledChange(TEAM, Interval.MONTH, seats, known.period().end());
  }

  private static Period month(Instant start) {
    return new Period(start, start.plus(Duration.ofDays(30)));
  }
}
