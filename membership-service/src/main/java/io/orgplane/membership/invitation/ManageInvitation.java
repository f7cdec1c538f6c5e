package io.orgplane.membership.invitation;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.invitation.InvitationEvent.InvitationRevoked;
import io.orgplane.membership.member.Member;
import io.orgplane.membership.member.Members;
import io.orgplane.membership.seat.SeatGate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes an invitation back, or sends it once more. */
@ApplicationScoped
class ManageInvitation {

  private final Transactions transactions;
  private final Idempotency idempotency;
  private final SeatGate gate;
  private final Members members;
  private final Invitations invitations;
  private final InvitationMails mails;
  private final Outbox outbox;
  private final InvitationAudit audit;
  private final InvitationsConfig config;
  private final Clock clock;

  ManageInvitation(
      Transactions transactions,
      Idempotency idempotency,
      SeatGate gate,
      Members members,
      Invitations invitations,
      InvitationMails mails,
      Outbox outbox,
      InvitationAudit audit,
      InvitationsConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.gate = gate;
    this.members = members;
    this.invitations = invitations;
    this.mails = mails;
    this.outbox = outbox;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
  }

  Uni<Void> revoke(OrganizationId organization, InvitationId id, Caller.User by) {
    return transactions
        .in(organization, tx -> revoke(tx, organization, id, by))
        .invoke(mails::wake);
  }

  /** A new token, a new lifetime, a new mail. */
  Uni<InvitationView> resend(
      OrganizationId organization, InvitationId id, Caller.User by, @Nullable IdempotencyKey key) {
    return transactions
        .in(
            organization,
            tx ->
                idempotency.once(
                    tx,
                    organization,
                    by,
                    key,
                    List.of("POST /invitations/resend", id),
                    InvitationView.class,
                    () -> resend(tx, organization, id, by)))
        .invoke(mails::wake);
  }

  private Uni<Void> revoke(Tx tx, OrganizationId organization, InvitationId id, Caller.User by) {
    return locked(tx, organization, id, by.id())
        .chain(invitation -> revoke(tx, invitation, by.actor()));
  }

  private Uni<Void> revoke(Tx tx, Invitation invitation, Actor by) {
    Invitation revoked = invitation.revoke(clock.instant());
    return invitations
        .save(tx, revoked, clock.instant())
        .chain(() -> mails.takeBack(tx, revoked))
        .chain(() -> outbox.append(tx, new InvitationRevoked(revoked.organization(), revoked.id())))
        .chain(() -> audit.answered(tx, by, invitation, revoked));
  }

  private Uni<InvitationView> resend(
      Tx tx, OrganizationId organization, InvitationId id, Caller.User by) {
    return locked(tx, organization, id, by.id())
        .chain(invitation -> resend(tx, invitation, by.actor()));
  }

  private Uni<InvitationView> resend(Tx tx, Invitation invitation, Actor by) {
    Invitation resent = invitation.resend(clock.instant(), config.lifetime());
    return invitations
        .save(tx, resent, clock.instant())
        .chain(() -> mails.post(tx, resent))
        .chain(() -> audit.resent(tx, by, invitation, resent))
        .map(done -> InvitationView.of(resent, clock.instant()));
  }

  private Uni<Invitation> locked(Tx tx, OrganizationId organization, InvitationId id, UserId by) {
    return gate.lock(tx, organization)
        .chain(() -> members.require(tx, organization, by))
        .chain(actor -> manageable(tx, organization, id, actor));
  }

  private Uni<Invitation> manageable(
      Tx tx, OrganizationId organization, InvitationId id, Member actor) {
    return invitations
        .lock(tx, organization, id)
        .invoke(invitation -> invitation.requireManageableBy(actor));
  }
}
