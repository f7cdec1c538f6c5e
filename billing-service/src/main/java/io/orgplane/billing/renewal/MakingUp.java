package io.orgplane.billing.renewal;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.payment.PlanPrice;
import io.orgplane.billing.payment.RenewalTerms;
import io.orgplane.billing.payment.SubscriptionChange;
import io.orgplane.billing.payment.SubscriptionChange.WhenDeclined;
import io.orgplane.billing.subscription.Fetched;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Synchronizing;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;

/**
 * Makes up for a renewal for which the provider could not be told in time, such as while the seat
 * gate was not heard: counted from the period's beginning, so that what was billed too much is
 * credited to the second.
 */
@ApplicationScoped
class MakingUp implements Performing {

  static final String KIND = "make-up";

  private final PaymentProvider provider;
  private final Catalogues catalogues;
  private final Synchronizing synchronizing;
  private final PuttingOff puttingOff;

  MakingUp(
      PaymentProvider provider,
      Catalogues catalogues,
      Synchronizing synchronizing,
      PuttingOff puttingOff) {
    this.provider = provider;
    this.catalogues = catalogues;
    this.synchronizing = synchronizing;
    this.puttingOff = puttingOff;
  }

  static JsonObject request(Subscription current, RenewalTerms terms) {
    return RenewingAs.request(current, terms)
        .put("periodStart", current.period().start().getEpochSecond());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    JsonObject request = operation.request();
    PaidSubscriptionId subscription = new PaidSubscriptionId(request.getString("subscription"));
    return provider
        .subscription(subscription)
        .chain(now -> unlessDone(now, operation))
        .chain(
            changed ->
                synchronizing.fetch(
                    operation.organization(), new CustomerId(request.getString("customer"))))
        .map(fetched -> done(operation, fetched));
  }

  @Override
  public Uni<Void> refused(Tx tx, Operation operation) {
    return puttingOff.after(tx, operation);
  }

  private Done done(Operation operation, Fetched fetched) {
    return new Done(
        new JsonObject(),
        tx -> synchronizing.follow(tx, operation.organization(), fetched, operation.actor()));
  }

  /** A period that has turned once more meanwhile has begun its own way down. */
  private Uni<PaidSubscription> unlessDone(PaidSubscription now, Operation operation) {
    JsonObject request = operation.request();
    RenewalTerms terms =
        Objects.requireNonNull(RenewalTerms.of(request.getJsonObject("terms")), "terms");
    Instant start = Instant.ofEpochSecond(request.getLong("periodStart"));
    boolean done = now.isAt(terms.plan(), terms.interval(), terms.quantity());
    return done || !now.periodStart().equals(start)
        ? Uni.createFrom().item(now)
        : provider.change(
            change(now.id(), terms, start), operation.key("make-up:" + operation.id()));
  }

  private SubscriptionChange change(PaidSubscriptionId id, RenewalTerms terms, Instant start) {
    Catalogue catalogue = catalogues.version(terms.plan().catalogueVersion());
    return new SubscriptionChange(
        id,
        PlanPrice.of(catalogue, catalogue.require(terms.plan().plan()), terms.interval()),
        terms.quantity(),
        start,
        false,
        WhenDeclined.OWE);
  }
}
