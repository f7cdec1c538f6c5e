package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.catalogue.Price;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code items}: an id changes that item, without one an item is added. */
final class WantedItems {
  static final Param PARAM =
      Param.hashes(
          "items",
          Param.string("id"),
          Param.string("price"),
          Param.integer("quantity"),
          Param.bool("deleted"));
  private final Prices prices;

  WantedItems(Prices prices) {
    this.prices = prices;
  }

  List<Target> of(Subscription subscription, List<Arguments> items) {
    List<Target> targets = new ArrayList<>(subscription.targets());
    for (Arguments item : items) {
      String id = item.string("id");
      if (id != null) {
        change(targets, item, id);
      } else {
        targets.add(added(item));
      }
    }
    return targets;
  }

  Target one(SubscriptionItem item, Arguments args) {
    String other = args.string("price");
    Price price =
        other == null ? item.price() : prices.requireRecurring(other, args.nameOf("price"));
    return new Target(item.id(), item, price, args.count("quantity", item.quantity()));
  }

  Target added(Arguments item) {
    Price price = prices.requireRecurring(item.require("price"), item.nameOf("price"));
    return Target.added(price, item.count("quantity", 1));
  }

  private void change(List<Target> targets, Arguments args, String id) {
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      SubscriptionItem item = target.item();
      if (item != null && target.id().equals(id)) {
        targets.remove(i);
        if (!args.bool("deleted", false)) {
          targets.add(i, one(item, args));
        }
        return;
      }
    }
    throw ApiError.noSuch("subscription_item", id, args.nameOf("id"));
  }
}
