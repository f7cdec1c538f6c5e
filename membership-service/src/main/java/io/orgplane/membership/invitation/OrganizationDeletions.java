package io.orgplane.membership.invitation;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Into an organization that is deleted nobody is invited any more. */
@ApplicationScoped
class OrganizationDeletions implements EventConsumer {

  private static final String REVOKE =
      """
      UPDATE invitations SET status = 'revoked', answered_at = $2
      WHERE organization_id = $1 AND status = 'pending'
      """;

  private final Clock clock;

  OrganizationDeletions(Clock clock) {
    this.clock = clock;
  }

  record OrganizationDeleted() {}

  @Override
  public String name() {
    return "invitations";
  }

  @Override
  public void listen(Listening to) {
    to.event(OrganizationDeleted.class, this::revokeAll);
  }

  private Uni<Void> revokeAll(Tx tx, Received<OrganizationDeleted> event) {
    return tx.execute(REVOKE, event.organization(), clock.instant())
        .chain(
            () ->
                tx.execute(
                    "DELETE FROM mail_outbox WHERE organization_id = $1 AND sealed IS NOT NULL",
                    event.organization()))
        .replaceWithVoid();
  }
}
