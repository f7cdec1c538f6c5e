package io.orgplane.membership.notice;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.mail.Letter;
import io.orgplane.membership.mail.Mailbox;
import io.orgplane.membership.member.Member;
import io.orgplane.membership.member.Members;
import io.orgplane.membership.notice.Notable.ByokDegraded;
import io.orgplane.membership.notice.Notable.ByokExpired;
import io.orgplane.membership.notice.Notable.ByokExpiryAnnounced;
import io.orgplane.membership.notice.Notable.ByokSuspended;
import io.orgplane.membership.notice.Notable.CreditsExhausted;
import io.orgplane.membership.notice.Notable.CreditsThresholdReached;
import io.orgplane.membership.notice.Notable.PaymentFailed;
import io.orgplane.membership.notice.Notable.PaymentReminded;
import io.orgplane.membership.notice.Notable.PlanChangeScheduled;
import io.orgplane.membership.organization.Organizations;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Posts a mail to every Owner, in the transaction in which the event is claimed: one an event. */
@ApplicationScoped
class OwnerNotices implements EventConsumer {

  private final Organizations organizations;
  private final Members members;
  private final Mailbox mailbox;

  OwnerNotices(Organizations organizations, Members members, Mailbox mailbox) {
    this.organizations = organizations;
    this.members = members;
    this.mailbox = mailbox;
  }

  @Override
  public String name() {
    return "owner-notices";
  }

  @Override
  public void listen(Listening to) {
    to.event(PaymentFailed.class, this::tell)
        .event(PaymentReminded.class, this::tell)
        .event(PlanChangeScheduled.class, this::tell)
        .event(CreditsThresholdReached.class, this::tell)
        .event(CreditsExhausted.class, this::tell)
        .event(ByokExpiryAnnounced.class, this::tell)
        .event(ByokExpired.class, this::tell)
        .event(ByokSuspended.class, this::tell)
        .event(ByokDegraded.class, this::tell);
  }

  /** Of an organization that is deleted, or not heard of yet, there is nobody to tell. */
  private Uni<Void> tell(Tx tx, Received<? extends Notable> event) {
    return organizations
        .name(tx, event.organization())
        .chain(name -> tell(tx, event.organization(), event.payload(), name));
  }

  private Uni<Void> tell(Tx tx, OrganizationId organization, Notable event, Optional<String> name) {
    return name.map(known -> post(tx, organization, Wording.of(known, event)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> post(Tx tx, OrganizationId organization, Letter letter) {
    return members
        .owners(tx, organization)
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(owner -> post(tx, owner, letter))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> post(Tx tx, Member owner, Letter letter) {
    return mailbox.post(tx, owner.organization(), owner.email(), letter);
  }
}
