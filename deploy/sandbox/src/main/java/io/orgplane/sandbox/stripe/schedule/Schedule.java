package io.orgplane.sandbox.stripe.schedule;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.subscription.Subscription;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A subscription's phases, of which one is the current one. */
final class Schedule implements Resource {
  private final String id = Ids.next("sub_sched");
  private final Subscription subscription;
  private final long created;
  private final List<Phase> phases = new ArrayList<>();
  private int current;
  final Metadata metadata = new Metadata();
  Status status = Status.ACTIVE;
  boolean cancelsAtEnd;
  @Nullable Long endedAt;

  /** Where a schedule stands. */
  enum Status {
    ACTIVE,
    COMPLETED,
    RELEASED,
    CANCELED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Schedule(Subscription subscription, long created) {
    this.subscription = subscription;
    this.created = created;
    this.cancelsAtEnd = subscription.cancelsAtPeriodEnd();
    this.phases.add(Phase.of(subscription));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return created;
  }

  Subscription subscription() {
    return subscription;
  }

  boolean active() {
    return status == Status.ACTIVE;
  }

  List<Phase> phases() {
    return List.copyOf(phases);
  }

  Phase currentPhase() {
    return phases.get(current);
  }

  @Nullable Phase nextPhase() {
    return current + 1 < phases.size() ? phases.get(current + 1) : null;
  }

  long end() {
    return phases.getLast().end();
  }

  void toNextPhase() {
    current++;
  }

  /** What is over stays as it was; the current phase and what follows are replaced. */
  void replan(List<Phase> fromCurrent) {
    phases.subList(current, phases.size()).clear();
    phases.addAll(fromCurrent);
  }

  void currentIs(Phase phase) {
    phases.set(current, phase);
  }

  void close(Status how, long now) {
    status = how;
    endedAt = now;
  }

  @Override
  public JsonObject json() {
    return ScheduleJson.of(this);
  }
}
