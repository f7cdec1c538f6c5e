package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears whether an organization's own AWS account pays, and what it was not used for all the same.
 */
@ApplicationScoped
class ByokEvents implements EventConsumer {

  private static final String INVALID = "invalid";

  private final ByokStates states;
  private final Bookkeeping books;
  private final TooLateUsage tooLate;

  ByokEvents(ByokStates states, Bookkeeping books, TooLateUsage tooLate) {
    this.states = states;
    this.books = books;
    this.tooLate = tooLate;
  }

  record ByokActivated(OrganizationId organizationId, long version) {}

  record ByokRecovered(OrganizationId organizationId, long version) {}

  record ByokDegraded(OrganizationId organizationId, long version, @Nullable String status) {}

  record ByokExpired(OrganizationId organizationId, long version) {}

  record ByokSuspended(OrganizationId organizationId, long version) {}

  record ByokRevoked(OrganizationId organizationId, long version) {}

  record ByokFallbackUsed(
      String id, WorkspaceId workspaceId, @Nullable UserId userId, Credits credits) {}

  @Override
  public String name() {
    return "byok-states";
  }

  @Override
  public void listen(Listening to) {
    to.event(ByokActivated.class, (tx, it) -> keep(tx, it, true, it.payload().version()))
        .event(ByokRecovered.class, (tx, it) -> keep(tx, it, true, it.payload().version()))
        .event(ByokDegraded.class, this::degraded)
        .event(ByokExpired.class, (tx, it) -> keep(tx, it, false, it.payload().version()))
        .event(ByokSuspended.class, (tx, it) -> keep(tx, it, false, it.payload().version()))
        .event(ByokRevoked.class, (tx, it) -> keep(tx, it, false, it.payload().version()))
        .event(ByokFallbackUsed.class, this::fallback);
  }

  /**
   * One that has difficulties still pays for what it serves; one that is invalid serves nothing.
   */
  private Uni<Void> degraded(Tx tx, Received<ByokDegraded> event) {
    boolean active = !INVALID.equals(event.payload().status());
    return keep(tx, event, active, event.payload().version());
  }

  private Uni<Void> keep(Tx tx, Received<?> event, boolean active, long version) {
    return states.keep(tx, event.organization(), active, version, event.time());
  }

  private Uni<Void> fallback(Tx tx, Received<ByokFallbackUsed> event) {
    ByokFallbackUsed used = event.payload();
    Usage usage =
        new Usage(
            used.id(),
            used.workspaceId(),
            used.userId(),
            Usage.MODEL_CALLS,
            used.credits(),
            event.time(),
            null);
    return books
        .decide(tx, event.organization(), List.of(new ChargeFallback(usage)))
        .replaceWithVoid()
        .onFailure(NotFound.class)
        .recoverWithUni(unknown -> tooLate.drop(tx, event.organization(), 1));
  }
}
