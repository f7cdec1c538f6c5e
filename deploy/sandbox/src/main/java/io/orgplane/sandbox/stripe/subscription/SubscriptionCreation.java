package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Order;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Wanted;
import io.orgplane.sandbox.stripe.subscription.ChangingSubscriptions.OnFailure;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Subscriptions that begin <a href="https://docs.stripe.com/api/subscriptions/create">without a
 * checkout</a>.
 */
public final class SubscriptionCreation {
  private static final Params CREATE =
      Params.of(
          Param.string("customer").asRequired(),
          Param.hashes("items", Param.string("price").asRequired(), Param.integer("quantity"))
              .asRequired(),
          Behaviors.PAYMENT,
          Param.integer("cancel_at"),
          Param.bool("cancel_at_period_end"),
          Param.oneOf("collection_method", "charge_automatically"),
          Param.string("currency"),
          Param.string("default_payment_method"),
          Param.string("description"),
          Param.bool("off_session"),
          Trials.END,
          Trials.DAYS,
          Trials.SETTINGS,
          Param.metadata());
  private final BeginningSubscriptions beginning;
  private final Cancellations cancellations;
  private final Customers customers;
  private final PaymentMethods methods;
  private final Prices prices;
  private final Moment moment;

  public SubscriptionCreation(
      BeginningSubscriptions beginning,
      Cancellations cancellations,
      Customers customers,
      PaymentMethods methods,
      Prices prices,
      Moment moment) {
    this.beginning = beginning;
    this.cancellations = cancellations;
    this.customers = customers;
    this.methods = methods;
    this.prices = prices;
    this.moment = moment;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/subscriptions", "subscription", CREATE, call -> create(call.args())));
  }

  private JsonObject create(Arguments args) {
    args.refuseTogether("trial_end", "trial_period_days");
    args.refuseTogether("cancel_at", "cancel_at_period_end");
    OnFailure onFailure = Behaviors.payment(args);
    if (onFailure == OnFailure.PENDING_IF_INCOMPLETE) {
      throw ApiError.invalid(
          "'pending_if_incomplete' is for changes of a subscription.", "payment_behavior");
    }
    Customer customer = customers.require(args.require("customer"), "customer");
    String chosen = args.string("default_payment_method");
    if (chosen != null) {
      methods.requireOf(customer.id(), chosen, "default_payment_method");
    }
    PaymentMethod card = methods.orNull(chosen == null ? customer.defaultPaymentMethod() : chosen);
    Subscription subscription = beginning.begin(customer, order(args), card, chosen, onFailure);
    Long end = args.integer("cancel_at");
    if (end != null) {
      cancellations.at(subscription, end);
    } else if (args.bool("cancel_at_period_end", false)) {
      cancellations.atPeriodEnd(subscription, true);
    }
    return subscription.json();
  }

  private Order order(Arguments args) {
    Long end = Trials.end(args, moment.now());
    return new Order(
        args.hashes("items").stream().map(this::wanted).toList(),
        Metadata.of(args),
        args.string("description"),
        Trials.days(args),
        end == null || end == moment.now() ? null : end,
        Trials.cancelsWithoutCard(args, false));
  }

  private Wanted wanted(Arguments item) {
    return new Wanted(
        prices.requireRecurring(item.require("price"), item.nameOf("price")),
        item.count("quantity", 1));
  }
}
