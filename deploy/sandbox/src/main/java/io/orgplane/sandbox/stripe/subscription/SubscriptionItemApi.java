package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * <a href="https://docs.stripe.com/api/subscription_items">Subscription items</a>: the same change
 * by another door.
 */
public final class SubscriptionItemApi {
  private static final Params UPDATE =
      Params.of(
          Param.string("price"),
          Param.integer("quantity"),
          Behaviors.PRORATION,
          Behaviors.PAYMENT,
          Behaviors.DATE,
          Param.bool("off_session"),
          Param.metadata());
  private final Subscriptions subscriptions;
  private final ChangingSubscriptions changes;
  private final WantedItems wanted;
  private final Moment moment;

  public SubscriptionItemApi(
      Subscriptions subscriptions, ChangingSubscriptions changes, Prices prices, Moment moment) {
    this.subscriptions = subscriptions;
    this.changes = changes;
    this.wanted = new WantedItems(prices);
    this.moment = moment;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/subscription_items",
            "list<subscription_item>",
            Params.ofList(Param.string("subscription").asRequired()),
            call -> list(call.args())),
        Endpoint.get(
            "/v1/subscription_items/:id",
            "subscription_item",
            Params.of(),
            call -> subscriptions.item(call.id()).json()),
        Endpoint.post(
            "/v1/subscription_items/:id",
            "subscription_item",
            UPDATE,
            call -> update(subscriptions.item(call.id()), call.args())));
  }

  private JsonObject list(Arguments args) {
    Subscription subscription = subscriptions.require(args.require("subscription"), "subscription");
    return Page.of("/v1/subscription_items", subscription.items(), args);
  }

  private JsonObject update(SubscriptionItem item, Arguments args) {
    Subscription subscription = item.subscription();
    if (subscription.ended()) {
      throw ApiError.invalid("The subscription is canceled.", null);
    }
    Target wantedItem = wanted.one(item, args);
    List<Target> targets =
        subscription.targets().stream().map(it -> it.item() == item ? wantedItem : it).toList();
    long at = Behaviors.date(subscription, args, moment.now());
    Change change =
        Change.of(
            subscription, targets, Behaviors.proration(args), Change.Anchor.KEPT, at, moment.now());
    subscriptions.changing(
        subscription,
        () -> {
          changes.change(subscription, change, Behaviors.proration(args), Behaviors.payment(args));
          item.metadata().apply(args);
        });
    return item.json();
  }
}
