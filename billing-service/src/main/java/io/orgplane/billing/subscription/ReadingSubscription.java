package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Shows a subscription. */
@ApplicationScoped
class ReadingSubscription {

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final MemberCounts members;
  private final Catalogues catalogues;
  private final Clock clock;

  ReadingSubscription(
      Transactions transactions,
      Subscriptions subscriptions,
      MemberCounts members,
      Catalogues catalogues,
      Clock clock) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.members = members;
    this.catalogues = catalogues;
    this.clock = clock;
  }

  Uni<SubscriptionView> of(OrganizationId organization) {
    return transactions.in(
        organization,
        tx -> subscriptions.require(tx, organization).chain(found -> show(tx, found)));
  }

  private Uni<SubscriptionView> show(Tx tx, Subscription found) {
    return members
        .of(tx, found.organization())
        .map(
            count ->
                SubscriptionView.of(found, catalogues.plan(found.plan()), count, clock.instant()));
  }
}
