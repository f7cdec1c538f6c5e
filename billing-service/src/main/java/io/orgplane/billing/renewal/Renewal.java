package io.orgplane.billing.renewal;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.payment.RenewalTerms;
import io.orgplane.billing.renewal.Step.Look;
import io.orgplane.billing.renewal.Step.Lower;
import io.orgplane.billing.renewal.Step.MakeUp;
import io.orgplane.billing.renewal.Step.Rest;
import io.orgplane.billing.renewal.Step.Settled;
import io.orgplane.billing.renewal.Step.Tell;
import io.orgplane.billing.seat.Lowering;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.billing.seat.Seats;
import io.orgplane.billing.subscription.ScheduledChange;
import io.orgplane.billing.subscription.Status;
import io.orgplane.billing.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a subscription goes on. The seats of the next period are the largest of active
 * members, plan minimum and those meant on purpose; where the gate has a cap, it is lowered before
 * fewer are billed, and what it answers is billed.
 *
 * @param minimum of the plan that it goes on with
 * @param active members
 * @param lead how long before the period's end the seats are settled
 */
record Renewal(Subscription of, int minimum, int active, Duration lead) {

  static PlanKey planOf(Subscription it) {
    return it.scheduled() == null ? it.plan() : it.scheduled().plan();
  }

  Step next(Instant now) {
    Instant end = of.period().end();
    ScheduledChange change = of.scheduled();
    if (renews() && change != null && !change.at().isAfter(of.period().start())) {
      return makeUp(change);
    }
    if (!now.isBefore(end)) {
      return new Look(now.plus(lead));
    }
    return switch (of.status()) {
      case ACTIVE -> renews() ? prepare(now, end) : goesOnAsIs(end);
      case TRIALING -> of.cancelAtPeriodEnd() ? new Rest(end) : prepareFirstBill(now, end);
      case PAST_DUE, CANCELED -> new Rest(end);
    };
  }

  private boolean renews() {
    return of.status() == Status.ACTIVE && !of.cancelAtPeriodEnd();
  }

  private Step goesOnAsIs(Instant end) {
    return of.renewsAs() == null ? new Rest(end) : new Tell(null);
  }

  private boolean isNear(Instant now, Instant end) {
    return !now.isBefore(end.minus(lead));
  }

  /** Where a trial ends the seats of members who have left go as at a renewal: before the bill. */
  private Step prepareFirstBill(Instant now, Instant end) {
    return isNear(now, end)
        ? atOnce(of.plan(), of.interval(), new Rest(end))
        : new Rest(end.minus(lead));
  }

  private Step prepare(Instant now, Instant end) {
    boolean near = isNear(now, end);
    int wanted = wanted();
    Lowering lowering = of.seats().lowering();
    boolean lowers = isCapped() && wanted < of.seats().purchased();
    if (lowers && near && lowering == null) {
      return new Lower(wanted);
    }
    if (!lowers && lowering != null && of.renewsAs() == null) {
      return new Tell(null);
    }
    RenewalTerms terms = terms(near, wanted);
    return Objects.equals(terms, of.renewsAs())
        ? new Rest(near ? end : end.minus(lead))
        : new Tell(terms);
  }

  private @Nullable RenewalTerms terms(boolean near, int wanted) {
    PlanKey plan = planOf(of);
    Interval interval = of.scheduled() == null ? of.interval() : of.scheduled().interval();
    int quantity = quantity(near, wanted);
    boolean same =
        plan.equals(of.plan()) && interval == of.interval() && quantity == of.seats().purchased();
    return same ? null : new RenewalTerms(plan, interval, quantity);
  }

  private int quantity(boolean near, int wanted) {
    Seats seats = of.seats();
    if (wanted >= seats.purchased()) {
      return wanted;
    }
    if (!isCapped()) {
      return near || of.scheduled() != null ? wanted : seats.purchased();
    }
    Lowering lowering = seats.lowering();
    Integer reached = lowering == null ? null : lowering.applied();
    return reached == null ? seats.purchased() : Math.min(reached, seats.purchased());
  }

  private Step makeUp(ScheduledChange change) {
    int committed = Math.min(committed(change), of.seats().purchased());
    return atOnce(change.plan(), change.interval(), new Settled(committed));
  }

  /**
   * In the period that is, and counted from its beginning: of a trial that is nothing.
   *
   * @param already where it is so by now
   */
  private Step atOnce(PlanKey plan, Interval interval, Step already) {
    Seats seats = of.seats();
    int quantity = wanted();
    if (isCapped() && quantity < seats.purchased()) {
      Lowering lowering = seats.lowering();
      if (lowering == null) {
        return new Lower(quantity);
      }
      if (lowering.applied() == null) {
        return new Rest(of.period().end());
      }
      quantity = Math.min(lowering.applied(), seats.purchased());
    }
    boolean otherPlan = !plan.equals(of.plan()) || interval != of.interval();
    return quantity >= seats.purchased() && !otherPlan
        ? already
        : new MakeUp(new RenewalTerms(plan, interval, quantity));
  }

  private int wanted() {
    return Math.max(Math.max(active, minimum), committed(of.scheduled()));
  }

  private int committed(@Nullable ScheduledChange change) {
    return change == null || change.seats() == null ? of.seats().committed() : change.seats();
  }

  private boolean isCapped() {
    return of.seats().policy() == SeatPolicy.FIXED;
  }
}
