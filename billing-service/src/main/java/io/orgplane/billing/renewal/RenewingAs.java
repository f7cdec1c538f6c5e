package io.orgplane.billing.renewal;

import io.orgplane.billing.catalogue.Catalogue;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.payment.PlanPrice;
import io.orgplane.billing.payment.RenewalOrder;
import io.orgplane.billing.payment.RenewalTerms;
import io.orgplane.billing.seat.Seats;
import io.orgplane.billing.subscription.Fetched;
import io.orgplane.billing.subscription.Revising;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.billing.subscription.Synchronizing;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the provider under which terms a subscription goes on when its period is over. */
@ApplicationScoped
class RenewingAs implements Performing {

  static final String KIND = "renew-as";

  private final PaymentProvider provider;
  private final Catalogues catalogues;
  private final Synchronizing synchronizing;
  private final Subscriptions subscriptions;
  private final Revising revising;
  private final PuttingOff puttingOff;

  RenewingAs(
      PaymentProvider provider,
      Catalogues catalogues,
      Synchronizing synchronizing,
      Subscriptions subscriptions,
      Revising revising,
      PuttingOff puttingOff) {
    this.provider = provider;
    this.catalogues = catalogues;
    this.synchronizing = synchronizing;
    this.subscriptions = subscriptions;
    this.revising = revising;
    this.puttingOff = puttingOff;
  }

  static JsonObject request(Subscription current, @Nullable RenewalTerms terms) {
    return new JsonObject()
        .put("customer", String.valueOf(current.customer()))
        .put("subscription", String.valueOf(current.paidBy()))
        .put("periodEnd", current.period().end().getEpochSecond())
        .put("terms", terms == null ? null : terms.json());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    CustomerId customer = new CustomerId(operation.request().getString("customer"));
    return provider
        .renewAs(order(operation.request()), operation.key("renew-as:" + operation.id()))
        .chain(told -> synchronizing.fetch(operation.organization(), customer))
        .map(fetched -> new Done(new JsonObject(), tx -> end(tx, operation, fetched)));
  }

  /**
   * What was to be lowered first is raised again: it is billed as before. Not while the provider
   * still holds a smaller quantity that it was told earlier: it would be billed all the same.
   */
  @Override
  public Uni<Void> refused(Tx tx, Operation operation) {
    return subscriptions
        .lock(tx, operation.organization())
        .chain(
            now ->
                holdsLess(now)
                    ? Uni.createFrom().voidItem()
                    : revising.to(tx, now, raised(now), operation.actor()))
        .chain(() -> puttingOff.after(tx, operation));
  }

  private Uni<Void> end(Tx tx, Operation operation, Fetched fetched) {
    return synchronizing
        .follow(tx, operation.organization(), fetched, operation.actor())
        .chain(() -> subscriptions.lock(tx, operation.organization()))
        .chain(now -> unlessLess(tx, now, operation));
  }

  /** Once no less is to be billed, the gate may go up again. */
  private Uni<Void> unlessLess(Tx tx, Subscription now, Operation operation) {
    RenewalTerms terms = RenewalTerms.of(operation.request().getJsonObject("terms"));
    boolean less = terms != null && terms.quantity() < now.seats().purchased();
    return less || holdsLess(now)
        ? Uni.createFrom().voidItem()
        : revising.to(tx, now, raised(now), operation.actor());
  }

  private static boolean holdsLess(Subscription now) {
    RenewalTerms held = now.renewsAs();
    return held != null && held.quantity() < now.seats().purchased();
  }

  private static Subscription raised(Subscription now) {
    Seats seats = now.seats();
    return now.withSeats(seats.withLowering(null));
  }

  private RenewalOrder order(JsonObject request) {
    RenewalTerms terms = RenewalTerms.of(request.getJsonObject("terms"));
    return new RenewalOrder(
        new PaidSubscriptionId(request.getString("subscription")),
        Instant.ofEpochSecond(request.getLong("periodEnd")),
        terms,
        terms == null ? null : price(terms));
  }

  private PlanPrice price(RenewalTerms terms) {
    Catalogue catalogue = catalogues.version(terms.plan().catalogueVersion());
    return PlanPrice.of(catalogue, catalogue.require(terms.plan().plan()), terms.interval());
  }
}
