package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.limit.ThingsInUse;
import io.orgplane.billing.subscription.SubscriptionView.OwedView;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Shows a subscription. */
@ApplicationScoped
class ReadingSubscription {

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final ThingsInUse things;
  private final Catalogues catalogues;
  private final GraceConfig grace;
  private final Clock clock;

  ReadingSubscription(
      Transactions transactions,
      Subscriptions subscriptions,
      ThingsInUse things,
      Catalogues catalogues,
      GraceConfig grace,
      Clock clock) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.things = things;
    this.catalogues = catalogues;
    this.grace = grace;
    this.clock = clock;
  }

  Uni<SubscriptionView> of(OrganizationId organization) {
    return transactions.in(
        organization,
        tx -> subscriptions.require(tx, organization).chain(found -> show(tx, found)));
  }

  private Uni<SubscriptionView> show(Tx tx, Subscription found) {
    return things
        .of(tx, found.organization())
        .map(
            inUse ->
                SubscriptionView.of(
                    found,
                    catalogues.plan(found.plan()),
                    inUse,
                    owed(found.standing()),
                    clock.instant()));
  }

  private @Nullable OwedView owed(Standing standing) {
    return standing.owedSince() == null
        ? null
        : new OwedView(standing.owedSince(), standing.owedSince().plus(grace.period()));
  }
}
