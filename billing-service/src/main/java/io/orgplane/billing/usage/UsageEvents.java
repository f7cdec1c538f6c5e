package io.orgplane.billing.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Usage that is reported on Kafka, under the same rules and the same ids as by HTTP. What is
 * refused there cannot be answered to anybody: it is kept, with the reason, and counted.
 */
@ApplicationScoped
class UsageEvents implements EventConsumer {

  private final Bookkeeping books;
  private final ReportReading reading;
  private final TooLateUsage tooLate;

  UsageEvents(Bookkeeping books, ReportReading reading, TooLateUsage tooLate) {
    this.books = books;
    this.reading = reading;
    this.tooLate = tooLate;
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
    return books
        .decide(tx, event.organization(), List.of(reading.of(List.of(event))))
        .replaceWithVoid()
        .onFailure(NotFound.class)
        .recoverWithUni(unknown -> tooLate.drop(tx, event.organization(), 1));
  }
}
