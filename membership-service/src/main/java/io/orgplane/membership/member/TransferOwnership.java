package io.orgplane.membership.member;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.mail.Letter.OwnershipLetter;
import io.orgplane.membership.mail.Mailbox;
import io.orgplane.membership.organization.Organizations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** An Owner makes an active member Owner and becomes Admin, in one step. */
@ApplicationScoped
class TransferOwnership {

  private final Transactions transactions;
  private final Rosters rosters;
  private final Organizations organizations;
  private final Mailbox mailbox;

  TransferOwnership(
      Transactions transactions, Rosters rosters, Organizations organizations, Mailbox mailbox) {
    this.transactions = transactions;
    this.rosters = rosters;
    this.organizations = organizations;
    this.mailbox = mailbox;
  }

  Uni<Member> to(OrganizationId organization, UserId heir, Caller.User by) {
    return transactions
        .in(organization, tx -> transfer(tx, organization, heir, by))
        .invoke(mailbox::wake);
  }

  private Uni<Member> transfer(Tx tx, OrganizationId organization, UserId heir, Caller.User by) {
    return rosters
        .lock(tx, organization, by.id(), heir)
        .chain(
            roster ->
                rosters
                    .apply(tx, roster.transferOwnership(), by.actor())
                    .call(() -> tell(tx, organization, roster)));
  }

  private Uni<Void> tell(Tx tx, OrganizationId organization, Roster before) {
    return organizations
        .requireName(tx, organization)
        .map(name -> new OwnershipLetter(name, before.actor().name(), before.subject().name()))
        .chain(
            letter ->
                mailbox
                    .post(tx, organization, before.subject().email(), letter)
                    .chain(() -> mailbox.post(tx, organization, before.actor().email(), letter)));
  }
}
