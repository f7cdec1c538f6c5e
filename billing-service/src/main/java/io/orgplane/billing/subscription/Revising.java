package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.limit.InUse;
import io.orgplane.billing.limit.ThingsInUse;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Saves what a locked subscription has become, tells of it, and records who has caused it. */
@ApplicationScoped
public class Revising {

  private final Subscriptions subscriptions;
  private final Catalogues catalogues;
  private final ThingsInUse things;
  private final Outbox outbox;
  private final AuditTrail audit;

  Revising(
      Subscriptions subscriptions,
      Catalogues catalogues,
      ThingsInUse things,
      Outbox outbox,
      AuditTrail audit) {
    this.subscriptions = subscriptions;
    this.catalogues = catalogues;
    this.things = things;
    this.outbox = outbox;
    this.audit = audit;
  }

  public Uni<Void> to(Tx tx, Subscription before, Subscription wanted, Actor actor) {
    return wanted.equals(before)
        ? Uni.createFrom().voidItem()
        : things
            .of(tx, before.organization())
            .chain(inUse -> revise(tx, before, wanted, actor, inUse));
  }

  private Uni<Void> revise(
      Tx tx, Subscription before, Subscription wanted, Actor actor, InUse inUse) {
    Revision revision = Revision.between(before, wanted, catalogues, inUse);
    return subscriptions
        .save(tx, revision.after())
        .chain(() -> outbox.append(tx, revision.events()))
        .chain(() -> record(tx, before, revision.after(), actor));
  }

  private Uni<Void> record(Tx tx, Subscription before, Subscription after, Actor actor) {
    return SubscriptionAudit.of(before, after, actor)
        .map(entry -> audit.record(tx, entry))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
