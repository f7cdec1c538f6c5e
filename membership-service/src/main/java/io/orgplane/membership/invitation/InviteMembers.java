package io.orgplane.membership.invitation;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.invitation.InvitationResults.Result;
import io.orgplane.membership.member.Assignment;
import io.orgplane.membership.member.Member;
import io.orgplane.membership.member.Members;
import io.orgplane.membership.seat.SeatGate;
import io.orgplane.membership.workspace.Workspaces;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invites up to ten addresses at once; each gets its own result. */
@ApplicationScoped
class InviteMembers {

  private final Transactions transactions;
  private final Idempotency idempotency;
  private final SeatGate gate;
  private final Members members;
  private final Workspaces workspaces;
  private final InviteAddress address;
  private final InvitationMails mails;

  InviteMembers(
      Transactions transactions,
      Idempotency idempotency,
      SeatGate gate,
      Members members,
      Workspaces workspaces,
      InviteAddress address,
      InvitationMails mails) {
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.gate = gate;
    this.members = members;
    this.workspaces = workspaces;
    this.address = address;
    this.mails = mails;
  }

  Uni<InvitationResults> of(
      OrganizationId organization,
      InvitationOrder order,
      Caller.User by,
      @Nullable IdempotencyKey key) {
    return workspaces
        .arrived(organization, Assignment.workspaceIds(order.workspaces()))
        .invoke(existing -> Assignment.requireExisting(order.workspaces(), existing))
        .chain(() -> transactions.in(organization, tx -> once(tx, organization, order, by, key)))
        .invoke(mails::wake);
  }

  private Uni<InvitationResults> once(
      Tx tx,
      OrganizationId organization,
      InvitationOrder order,
      Caller.User by,
      @Nullable IdempotencyKey key) {
    return idempotency.once(
        tx,
        organization,
        by,
        key,
        List.of("POST /invitations", order),
        InvitationResults.class,
        () -> inviteAll(tx, organization, order, by));
  }

  /** Under the organization's lock, so that nobody becomes a member between question and answer. */
  private Uni<InvitationResults> inviteAll(
      Tx tx, OrganizationId organization, InvitationOrder order, Caller.User by) {
    return gate.lock(tx, organization)
        .chain(() -> members.require(tx, organization, by.id()))
        .invoke(order::requireGrantableBy)
        .chain(inviter -> inviteEach(tx, order, inviter, by.actor()))
        .map(InvitationResults::new);
  }

  private Uni<List<Result>> inviteEach(Tx tx, InvitationOrder order, Member inviter, Actor by) {
    return Multi.createFrom()
        .iterable(order.emails())
        .onItem()
        .transformToUniAndConcatenate(email -> address.invite(tx, order, inviter, by, email))
        .collect()
        .asList();
  }
}
