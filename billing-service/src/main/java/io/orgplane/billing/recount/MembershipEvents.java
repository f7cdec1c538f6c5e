package io.orgplane.billing.recount;

import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.provisioning.ParticipantAcknowledged;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Hears how many members there are, and acknowledges that somebody is gone. */
@ApplicationScoped
class MembershipEvents implements EventConsumer {

  private final MemberCounts members;
  private final Recounting recounting;
  private final Outbox outbox;

  MembershipEvents(MemberCounts members, Recounting recounting, Outbox outbox) {
    this.members = members;
    this.recounting = recounting;
    this.outbox = outbox;
  }

  record MemberActivated(OrganizationId organizationId, int activeCount, long membershipVersion) {}

  record MemberRemoved(
      OrganizationId organizationId, UUID revocationId, int activeCount, long membershipVersion) {}

  /** Behind the membership projection in the order of names, and so of application. */
  @Override
  public String name() {
    return "recount";
  }

  @Override
  public void listen(Listening to) {
    to.event(MemberActivated.class, this::activated).event(MemberRemoved.class, this::removed);
  }

  private Uni<Void> activated(Tx tx, Received<MemberActivated> event) {
    MemberActivated member = event.payload();
    return note(tx, event.organization(), member.activeCount(), member.membershipVersion());
  }

  private Uni<Void> removed(Tx tx, Received<MemberRemoved> event) {
    MemberRemoved member = event.payload();
    return note(tx, event.organization(), member.activeCount(), member.membershipVersion())
        .chain(
            () ->
                outbox.append(
                    tx,
                    ParticipantAcknowledged.removal(
                        event, member.revocationId(), "billing", "membership projection dropped")));
  }

  private Uni<Void> note(Tx tx, OrganizationId organization, int active, long version) {
    return members
        .note(tx, organization, active, version)
        .invoke(news -> recounting.soon())
        .replaceWithVoid();
  }
}
