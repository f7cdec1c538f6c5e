package io.orgplane.membership.access;

import io.orgplane.kit.access.MembershipSource;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.membership.member.Members;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The memberships themselves, in the place of the copy that other services keep: never stale. */
@ApplicationScoped
class StoredMemberships implements MembershipSource {

  private final Transactions transactions;
  private final Members members;

  StoredMemberships(Transactions transactions, Members members) {
    this.transactions = transactions;
    this.members = members;
  }

  @Override
  public Uni<Lookup> membershipOf(OrganizationId organization, UserId user) {
    return transactions
        .in(organization, tx -> members.find(tx, organization, user))
        .map(found -> found.<Lookup>map(StoredMemberships::lookup).orElseGet(NotMember::new));
  }

  private static Lookup lookup(io.orgplane.membership.member.Member member) {
    return new MembershipSource.Member(member.asMembership());
  }
}
