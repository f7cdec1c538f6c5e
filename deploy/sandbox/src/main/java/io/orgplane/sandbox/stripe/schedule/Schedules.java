package io.orgplane.sandbox.stripe.schedule;

import io.orgplane.sandbox.stripe.api.Agenda;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.schedule.Schedule.Status;
import io.orgplane.sandbox.stripe.subscription.AttachedSchedule;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Wanted;
import io.orgplane.sandbox.stripe.subscription.ScheduledSubscriptions;
import io.orgplane.sandbox.stripe.subscription.Subscription;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes <a
 * href="https://docs.stripe.com/billing/subscriptions/subscription-schedules">schedules</a> from
 * phase to phase. After the last one the subscription is let go, or canceled.
 */
public final class Schedules extends Collection<Schedule> implements Agenda {
  private final ScheduledSubscriptions subscriptions;
  private final Events events;
  private final Moment moment;

  public Schedules(ScheduledSubscriptions subscriptions, Events events, Moment moment) {
    super("subscription_schedule");
    this.subscriptions = subscriptions;
    this.events = events;
    this.moment = moment;
  }

  /** How a subscription reaches its schedule. */
  private record Attachment(Schedules schedules, Schedule schedule) implements AttachedSchedule {
    @Override
    public String id() {
      return schedule.id();
    }

    @Override
    public List<Wanted> itemsFrom(long second) {
      Phase next = schedule.nextPhase();
      return next == null || next.start() > second ? List.of() : next.items();
    }

    @Override
    public void changed(Subscription subscription) {
      schedules.follow(schedule);
    }

    @Override
    public void ended() {
      schedules.subscriptionEnded(schedule);
    }
  }

  Schedule createFrom(String subscription) {
    Subscription managed = subscriptions.requireFree(subscription, "from_subscription");
    var schedule = new Schedule(managed, moment.now());
    add(schedule);
    subscriptions.attach(managed, new Attachment(this, schedule));
    events.happened("subscription_schedule.created", schedule.json());
    return schedule;
  }

  /** The rest of the plan is new; the subscription follows when its current phase is. */
  void update(Schedule schedule, Runnable change, List<Phase> fromCurrent, String behavior) {
    changing(
        schedule,
        () -> {
          change.run();
          if (!fromCurrent.isEmpty()) {
            schedule.replan(fromCurrent);
          }
        });
    Phase now = schedule.currentPhase();
    if (!ScheduledSubscriptions.itemsOf(schedule.subscription()).equals(now.items())) {
      subscriptions.become(schedule.subscription(), now.items(), behavior, false);
    }
    announceEnd(schedule);
  }

  void release(Schedule schedule, boolean keepsEnd) {
    schedule.close(Status.RELEASED, moment.now());
    subscriptions.detach(schedule.subscription(), keepsEnd);
    events.happened("subscription_schedule.released", schedule.json());
  }

  void cancel(Schedule schedule, boolean prorate, boolean invoiceNow) {
    subscriptions.cancel(schedule.subscription(), prorate, invoiceNow);
  }

  @Override
  public Stream<Due> upcoming() {
    return all().stream()
        .filter(Schedule::active)
        .map(schedule -> new Due(schedule.currentPhase().end(), () -> turn(schedule)));
  }

  private void turn(Schedule schedule) {
    Phase next = schedule.nextPhase();
    if (next != null) {
      changing(schedule, schedule::toNextPhase);
      subscriptions.become(
          schedule.subscription(), next.items(), next.behavior(), next.resetsAnchor());
    } else if (schedule.cancelsAtEnd) {
      schedule.close(Status.COMPLETED, moment.now());
      events.happened("subscription_schedule.completed", schedule.json());
      subscriptions.end(schedule.subscription());
    } else {
      release(schedule, false);
    }
  }

  private void announceEnd(Schedule schedule) {
    subscriptions.endAt(schedule.subscription(), schedule.cancelsAtEnd ? schedule.end() : null);
  }

  /** A direct change of the subscription is one of the current phase: the next replaces it. */
  private void follow(Schedule schedule) {
    List<Wanted> items = ScheduledSubscriptions.itemsOf(schedule.subscription());
    Phase phase = schedule.currentPhase();
    if (schedule.active() && !items.equals(phase.items())) {
      changing(schedule, () -> schedule.currentIs(phase.with(items)));
    }
  }

  private void subscriptionEnded(Schedule schedule) {
    if (schedule.active()) {
      schedule.close(Status.CANCELED, moment.now());
      events.happened("subscription_schedule.canceled", schedule.json());
    }
  }

  private void changing(Schedule schedule, Runnable change) {
    JsonObject before = schedule.json();
    change.run();
    events.updated("subscription_schedule.updated", before, schedule.json());
  }
}
