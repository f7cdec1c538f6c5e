package io.orgplane.billing.addon;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.CreditTerms.AddOnPack;
import io.orgplane.kit.identity.Actor;
import io.vertx.core.json.JsonObject;

/**
 * Packs as they were ordered: what they hold and cost is decided then, whatever the catalogue says
 * later.
 *
 * @param amount of all of them, in minor units
 * @param credits of all of them
 */
record AddOnOrder(int packs, Credits credits, long amount, String currency, Actor by) {

  static AddOnOrder of(int packs, AddOnPack pack, String currency, Actor by) {
    return new AddOnOrder(
        packs, pack.credits().times(packs), Math.multiplyExact(pack.price(), packs), currency, by);
  }

  JsonObject json() {
    return new JsonObject()
        .put("packs", packs)
        .put("credits", credits.thousandths())
        .put("amount", amount)
        .put("currency", currency)
        .put("by", by.id())
        .put("email", by.email())
        .put("address", by.address());
  }

  static AddOnOrder of(JsonObject stored) {
    return new AddOnOrder(
        stored.getInteger("packs"),
        new Credits(stored.getLong("credits")),
        stored.getLong("amount"),
        stored.getString("currency"),
        new Actor(
            Actor.Type.USER,
            stored.getString("by"),
            stored.getString("email"),
            stored.getString("address")));
  }

  String description() {
    return "%d × add-on pack, %s credits".formatted(packs, credits);
  }
}
