package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.limit.InUse;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Puts a new organization on the free plan, with its seat and its credits. */
@ApplicationScoped
class StartingFree {

  private static final InUse NEW = new InUse(1, 1, false, false);

  private final Catalogues catalogues;
  private final Subscriptions subscriptions;
  private final CreditPools pools;
  private final MemberCounts members;
  private final Outbox outbox;
  private final Clock clock;

  StartingFree(
      Catalogues catalogues,
      Subscriptions subscriptions,
      CreditPools pools,
      MemberCounts members,
      Outbox outbox,
      Clock clock) {
    this.catalogues = catalogues;
    this.subscriptions = subscriptions;
    this.pools = pools;
    this.members = members;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Does nothing to an organization that has begun before. */
  Uni<Void> of(Tx tx, OrganizationId organization, String name) {
    Instant now = clock.instant();
    Subscription begun = Subscription.free(organization, catalogues.current(), now);
    return subscriptions
        .add(tx, begun, name)
        .chain(added -> added ? provide(tx, begun, now) : Uni.createFrom().voidItem());
  }

  private Uni<Void> provide(Tx tx, Subscription begun, Instant now) {
    Revision first = Revision.first(begun, catalogues, NEW);
    return outbox
        .append(tx, first.events())
        .chain(() -> members.begin(tx, begun.organization()))
        .chain(
            () ->
                pools.open(
                    tx,
                    begun.organization(),
                    begun.allocation(catalogues.plan(begun.plan()), now)));
  }
}
