package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Saves what a locked subscription has become, and tells of it. */
@ApplicationScoped
class Revising {

  private final Subscriptions subscriptions;
  private final Catalogues catalogues;
  private final Outbox outbox;

  Revising(Subscriptions subscriptions, Catalogues catalogues, Outbox outbox) {
    this.subscriptions = subscriptions;
    this.catalogues = catalogues;
    this.outbox = outbox;
  }

  Uni<Void> to(Tx tx, Subscription before, Subscription wanted) {
    if (wanted.equals(before)) {
      return Uni.createFrom().voidItem();
    }
    Revision revision = Revision.between(before, wanted, catalogues);
    return subscriptions
        .save(tx, revision.after())
        .chain(() -> outbox.append(tx, revision.events()));
  }
}
