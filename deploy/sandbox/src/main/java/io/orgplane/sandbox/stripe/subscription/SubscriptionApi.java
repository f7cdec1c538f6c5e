package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.api.Search;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.orgplane.sandbox.stripe.subscription.ChangingSubscriptions.OnFailure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.stripe.com/api/subscriptions">Subscriptions</a>, which begin at the
 * checkout.
 */
public final class SubscriptionApi {
  /** What may stand beside a change that waits for its payment. */
  private static final List<String> NOT_WITH_PENDING =
      List.of(
          "metadata",
          "cancel_at",
          "cancel_at_period_end",
          "cancellation_details",
          "default_payment_method",
          "description");

  private final Subscriptions subscriptions;
  private final ChangingSubscriptions changes;
  private final Cancellations cancellations;
  private final PaymentMethods methods;
  private final WantedItems wanted;
  private final Moment moment;

  public SubscriptionApi(
      Subscriptions subscriptions,
      ChangingSubscriptions changes,
      Cancellations cancellations,
      PaymentMethods methods,
      Prices prices,
      Moment moment) {
    this.subscriptions = subscriptions;
    this.changes = changes;
    this.cancellations = cancellations;
    this.methods = methods;
    this.wanted = new WantedItems(prices);
    this.moment = moment;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/subscriptions",
            "list<subscription>",
            SubscriptionParams.LIST,
            call -> list(call.args())),
        Endpoint.get(
            "/v1/subscriptions/search",
            "list<subscription>",
            Search.PARAMS,
            call -> Search.in("/v1/subscriptions/search", subscriptions, call.args(), "status")),
        Endpoint.get(
            "/v1/subscriptions/:id",
            "subscription",
            Params.of(),
            call -> subscriptions.get(call.id()).json()),
        Endpoint.post(
            "/v1/subscriptions/:id",
            "subscription",
            SubscriptionParams.UPDATE,
            call -> update(subscriptions.get(call.id()), call.args())),
        Endpoint.delete(
            "/v1/subscriptions/:id",
            "subscription",
            SubscriptionParams.CANCEL,
            call -> cancel(subscriptions.get(call.id()), call.args())));
  }

  private JsonObject update(Subscription subscription, Arguments args) {
    refuseUnsuitable(subscription, args);
    String card = args.string("default_payment_method");
    if (card != null) {
      methods.requireOf(subscription.customer().id(), card, "default_payment_method");
    }
    Metadata.copyOf(subscription.metadata).apply(args);
    Change change = change(subscription, args);
    Long trialEnd = laterTrialEnd(subscription, args);
    subscriptions.changing(
        subscription,
        () -> {
          changes.change(subscription, change, Behaviors.proration(args), Behaviors.payment(args));
          describe(subscription, args);
          if (trialEnd != null) {
            subscription.trialUntil(trialEnd);
          }
        });
    if (change.endsTrial()) {
      subscriptions.announceTrialEnd(subscription);
    }
    return subscription.json();
  }

  private Change change(Subscription subscription, Arguments args) {
    List<Target> targets = wanted.of(subscription, args.hashes("items"));
    Change.Anchor anchor = Behaviors.anchor(args, moment.now());
    long at = Behaviors.date(subscription, args, moment.now());
    Change change =
        Change.of(subscription, targets, Behaviors.proration(args), anchor, at, moment.now());
    if (change.startsPeriod() && args.string("billing_cycle_anchor", "").equals("unchanged")) {
      throw ApiError.invalid(
          "The billing cycle anchor cannot stay when the interval changes or a first payment is due.",
          "billing_cycle_anchor");
    }
    return change;
  }

  private @Nullable Long laterTrialEnd(Subscription subscription, Arguments args) {
    Long end = Trials.end(args, moment.now());
    if (end == null || end == moment.now()) {
      return null;
    }
    if (!subscription.trialing()) {
      throw ApiError.invalid(
          "Only a subscription that is trialing can be given another end of its trial here.",
          "trial_end");
    }
    return end;
  }

  private void describe(Subscription subscription, Arguments args) {
    subscription.metadata.apply(args);
    args.ifGiven("description", value -> subscription.description = value);
    args.ifGiven("default_payment_method", value -> subscription.defaultPaymentMethod = value);
    subscription.cancellation(args.hash("cancellation_details"));
    subscription.cancelsWithoutCard =
        Trials.cancelsWithoutCard(args, subscription.cancelsWithoutCard);
    if (args.has("cancel_at")) {
      subscription.cancelProrates = Behaviors.proration(args) != Change.Behavior.NONE;
      cancellations.at(subscription, args.integer("cancel_at"));
    }
    Boolean wantedEnd = args.bool("cancel_at_period_end");
    if (wantedEnd != null) {
      cancellations.atPeriodEnd(subscription, wantedEnd);
    }
  }

  private static void refuseUnsuitable(Subscription subscription, Arguments args) {
    if (subscription.ended()) {
      throw ApiError.invalid("A canceled subscription cannot be updated.", null);
    }
    args.refuseTogether("cancel_at", "cancel_at_period_end");
    if (subscription.schedule != null
        && (args.has("cancel_at_period_end") || args.has("cancel_at"))) {
      throw ApiError.invalid(
          "The subscription is managed by the subscription schedule `"
              + subscription.schedule.id()
              + "`, and updating any cancelation behavior directly is not allowed. Please update"
              + " the schedule instead.",
          "cancel_at_period_end");
    }
    if (Behaviors.payment(args) != OnFailure.PENDING_IF_INCOMPLETE) {
      return;
    }
    for (String param : NOT_WITH_PENDING) {
      if (args.has(param)) {
        throw ApiError.invalid(
            "'" + param + "' cannot be passed with payment_behavior=pending_if_incomplete.", param);
      }
    }
  }

  private JsonObject cancel(Subscription subscription, Arguments args) {
    if (subscription.ended()) {
      throw ApiError.notFound("subscription", subscription.id());
    }
    subscription.cancellation(args.hash("cancellation_details"));
    cancellations.now(subscription, args.bool("prorate", false), args.bool("invoice_now", false));
    return subscription.json();
  }

  private JsonObject list(Arguments args) {
    return Page.of(
        "/v1/subscriptions",
        subscriptions.newestFirst(
            it ->
                it.customer().id().equals(args.string("customer", it.customer().id()))
                    && hasStatus(it, args.string("status", ""))
                    && hasPrice(it, args.string("price", ""))),
        args);
  }

  /** Without a status the canceled ones are left out. */
  private static boolean hasStatus(Subscription subscription, String status) {
    return switch (status) {
      case "" -> !subscription.ended();
      case "all" -> true;
      case "ended" -> subscription.ended();
      default -> subscription.status.wireName().equals(status);
    };
  }

  private static boolean hasPrice(Subscription subscription, String price) {
    return price.isEmpty()
        || subscription.items().stream().anyMatch(item -> item.price().id().equals(price));
  }
}
