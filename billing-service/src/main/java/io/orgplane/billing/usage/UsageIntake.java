package io.orgplane.billing.usage;

import io.orgplane.billing.usage.UsageEvents.UsageReported;
import io.orgplane.kit.event.PolledInbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Usage of one organization from one poll, written together. A redelivery is recognised by the ids
 * of the usage; what breaks the contract fails here and is then taken up one by one.
 */
@ApplicationScoped
public class UsageIntake implements PolledInbox.Together<UsageReported> {

  private final UsageEvents events;
  private final ReportReading reading;
  private final Combiner combiner;
  private final TooLateUsage tooLate;

  UsageIntake(UsageEvents events, ReportReading reading, Combiner combiner, TooLateUsage tooLate) {
    this.events = events;
    this.reading = reading;
    this.combiner = combiner;
    this.tooLate = tooLate;
  }

  @Override
  public String name() {
    return events.name();
  }

  @Override
  public Class<UsageReported> type() {
    return UsageReported.class;
  }

  @Override
  public Uni<Void> apply(OrganizationId organization, List<Received<UsageReported>> reported) {
    return combiner
        .decide(organization, reading.of(reported))
        .replaceWithVoid()
        .onFailure(NotFound.class)
        .recoverWithUni(unknown -> tooLate.drop(organization, reported.size()));
  }
}
