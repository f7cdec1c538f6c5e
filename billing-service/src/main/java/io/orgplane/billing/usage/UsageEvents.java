package io.orgplane.billing.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.usage.UsageOutcome.Exhausted;
import io.orgplane.billing.usage.UsageOutcome.IdTaken;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Usage that is reported on Kafka, under the same rules and the same ids as by HTTP. What is
 * refused there cannot be answered to anybody: it is kept, with the reason, and counted.
 */
@ApplicationScoped
class UsageEvents implements EventConsumer {

  private final RecordingUsage recording;
  private final RefusedUsage refused;
  private final Validator validator;
  private final Clock clock;
  private final MeterRegistry registry;

  UsageEvents(
      RecordingUsage recording,
      RefusedUsage refused,
      Validator validator,
      Clock clock,
      MeterRegistry registry) {
    this.recording = recording;
    this.refused = refused;
    this.validator = validator;
    this.clock = clock;
    this.registry = registry;
  }

  record UsageReported(
      String id,
      OrganizationId organizationId,
      WorkspaceId workspaceId,
      @Nullable String userId,
      String kind,
      Credits credits,
      @Nullable String occurredAt,
      @Nullable ObjectNode attributes) {

    UsageReport report() {
      return new UsageReport(
          id, organizationId, workspaceId, userId, kind, credits, occurredAt, attributes);
    }
  }

  @Override
  public String name() {
    return "usage";
  }

  @Override
  public void listen(Listening to) {
    to.event(UsageReported.class, this::record);
  }

  private Uni<Void> record(Tx tx, Received<UsageReported> event) {
    UsageReport report = event.payload().report();
    requireValid(event, report);
    Usage usage = report.usage(event.time(), clock.instant(), "");
    return recording
        .in(tx, event.organization(), List.of(usage))
        .chain(outcomes -> heed(tx, event.organization(), usage, outcomes.getFirst()));
  }

  /** What breaks the contract is a poison message: the inbox parks it, visible to an operator. */
  private void requireValid(Received<UsageReported> event, UsageReport report) {
    if (!validator.validate(report).isEmpty()
        || !event.organization().equals(report.organizationId())) {
      throw new ValidationFailed("", "is not a usage-reported");
    }
  }

  private Uni<Void> heed(Tx tx, OrganizationId organization, Usage usage, UsageOutcome outcome) {
    return switch (outcome) {
      case Recorded recorded -> Uni.createFrom().voidItem();
      case Exhausted exhausted -> refuse(tx, organization, usage, "credits-exhausted");
      case IdTaken taken -> refuse(tx, organization, usage, "conflict");
    };
  }

  private Uni<Void> refuse(Tx tx, OrganizationId organization, Usage usage, String reason) {
    registry.counter("orgplane.usage.refused", "reason", reason).increment();
    Instant now = clock.instant();
    return refused.keep(tx, organization, usage, reason, now);
  }
}
