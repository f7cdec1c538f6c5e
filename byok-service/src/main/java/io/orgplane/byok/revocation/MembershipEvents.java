package io.orgplane.byok.revocation;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.provisioning.ParticipantAcknowledged;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Acknowledges that a removed member can do nothing here any more. Their membership is the one
 * thing that this service derives from them: Bedrock sessions are vended to platform services for
 * an organization, and no person ever gets one.
 */
@ApplicationScoped
class MembershipEvents implements EventConsumer {

  private static final String DETAIL =
      "membership projection dropped; Bedrock sessions are vended to platform services for the"
          + " organization, none was the member's";

  private static final String STILL_THERE =
      """
      SELECT 1 FROM membership_projection
      WHERE organization_id = $1 AND user_id = $2 AND role IS NOT NULL AND version < $3
      """;

  record MemberRemoved(
      OrganizationId organizationId, UserId userId, UUID revocationId, long membershipVersion) {}

  private final Outbox outbox;

  MembershipEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "revocations";
  }

  @Override
  public void listen(Listening to) {
    to.event(MemberRemoved.class, this::removed);
  }

  private Uni<Void> removed(Tx tx, Received<MemberRemoved> event) {
    return tx.find(
            STILL_THERE,
            row -> event.id(),
            event.organization(),
            event.payload().userId(),
            event.payload().membershipVersion())
        .invoke(
            stillThere -> {
              if (stillThere.isPresent()) {
                throw new ProjectionLags();
              }
            })
        .chain(
            () ->
                outbox.append(
                    tx,
                    ParticipantAcknowledged.removal(
                        event, event.payload().revocationId(), "byok", DETAIL)));
  }

  /** The projection is another consumer; until it has dropped the member, nothing is said. */
  private static final class ProjectionLags extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectionLags() {
      super("the projection still has the member", null, false, false);
    }
  }
}
