package io.orgplane.byok.revocation;

import io.orgplane.kit.access.MembershipProjection;
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

  record MemberRemoved(
      OrganizationId organizationId, UserId userId, UUID revocationId, long membershipVersion) {}

  private final MembershipProjection projection;
  private final Outbox outbox;

  MembershipEvents(MembershipProjection projection, Outbox outbox) {
    this.projection = projection;
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

  /** In one transaction, so that the acknowledgement is never ahead of what it says. */
  private Uni<Void> removed(Tx tx, Received<MemberRemoved> event) {
    MemberRemoved member = event.payload();
    return projection
        .remove(tx, event.organization(), member.userId(), member.membershipVersion())
        .chain(
            () ->
                outbox.append(
                    tx,
                    ParticipantAcknowledged.removal(event, member.revocationId(), "byok", DETAIL)));
  }
}
