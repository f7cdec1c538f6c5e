package io.orgplane.sandbox.stripe.catalogue;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.event.Events;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * <a href="https://docs.stripe.com/api/prices">Prices</a>: licensed, per unit. A lookup key names
 * one of them at a time.
 */
public final class Prices extends Collection<Price> {
  private static final String[] INTERVALS = {"day", "week", "month", "year"};
  private static final int MOST_LOOKUP_KEYS = 10;
  private static final Params CREATE =
      Params.of(
          Param.string("currency").asRequired(),
          Param.integer("unit_amount").asRequired(),
          Param.string("product"),
          Param.hash(
              "product_data",
              Param.string("id"),
              Param.string("name").asRequired(),
              Param.string("unit_label"),
              Param.bool("active"),
              Param.metadata()),
          Param.hash(
              "recurring",
              Param.oneOf("interval", INTERVALS).asRequired(),
              Param.integer("interval_count"),
              Param.oneOf("usage_type", "licensed")),
          Param.oneOf("billing_scheme", "per_unit"),
          Param.string("lookup_key"),
          Param.bool("transfer_lookup_key"),
          Param.string("nickname"),
          Param.bool("active"),
          Param.metadata());
  private static final Params LIST =
      Params.ofList(
          Param.bool("active"),
          Param.string("currency"),
          Param.string("product"),
          Param.oneOf("type", "one_time", "recurring"),
          Param.strings("lookup_keys"),
          Param.range("created"));
  private static final Params UPDATE =
      Params.of(
          Param.bool("active"),
          Param.string("lookup_key").asClearable(),
          Param.bool("transfer_lookup_key"),
          Param.string("nickname").asClearable(),
          Param.metadata());
  private final Products products;
  private final Moment moment;
  private final Events events;

  public Prices(Products products, Moment moment, Events events) {
    super("price");
    this.products = products;
    this.moment = moment;
    this.events = events;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/prices", "price", CREATE, call -> create(call.args())),
        Endpoint.get("/v1/prices", "list<price>", LIST, call -> list(call.args())),
        Endpoint.get("/v1/prices/:id", "price", Params.of(), call -> get(call.id()).json()),
        Endpoint.post(
            "/v1/prices/:id", "price", UPDATE, call -> update(get(call.id()), call.args())));
  }

  /** A price that a subscription can be on. */
  public Price requireRecurring(String id, String param) {
    Price price = require(id, param);
    if (price.interval() == null) {
      throw ApiError.invalid(
          "The price " + id + " is not recurring, and a subscription needs one that is.", param);
    }
    if (!price.active()) {
      throw ApiError.invalid("The price " + id + " is inactive.", param);
    }
    return price;
  }

  /** A price that an invoice item can be for. */
  public Price requireOneTime(String id, String param) {
    Price price = require(id, param);
    if (price.interval() != null) {
      throw ApiError.invalid(
          "The price specified is set to `type=recurring` but this field only accepts prices with"
              + " `type=one_time`.",
          param);
    }
    if (!price.active()) {
      throw ApiError.invalid("The price " + id + " is inactive.", param);
    }
    return price;
  }

  private JsonObject create(Arguments args) {
    args.refuseTogether("product", "product_data");
    args.count("unit_amount", 0);
    refuseTakenKey(args, "");
    Metadata.of(args);
    if (args.has("recurring")) {
      Interval.of(args.hash("recurring"));
    }
    Product product =
        args.has("product_data")
            ? products.create(args.hash("product_data"))
            : products.require(args.require("product"), "product");
    var price = new Price(product, args, moment.now());
    transferKey(price);
    add(price);
    events.happened("price.created", price.json());
    return price.json();
  }

  private JsonObject update(Price price, Arguments args) {
    refuseTakenKey(args, price.id());
    JsonObject before = price.json();
    price.apply(args);
    transferKey(price);
    events.updated("price.updated", before, price.json());
    return price.json();
  }

  private void refuseTakenKey(Arguments args, String own) {
    String key = args.string("lookup_key");
    if (key == null || args.bool("transfer_lookup_key", false)) {
      return;
    }
    for (Price holder :
        newestFirst(price -> key.equals(price.lookupKey()) && !price.id().equals(own))) {
      throw ApiError.invalid(
          "A price (`" + holder.id() + "`) already uses that lookup key.", "lookup_key");
    }
  }

  private void transferKey(Price to) {
    String key = to.lookupKey();
    for (Price holder :
        newestFirst(price -> key != null && key.equals(price.lookupKey()) && price != to)) {
      JsonObject before = holder.json();
      holder.loseLookupKey();
      events.updated("price.updated", before, holder.json());
    }
  }

  private JsonObject list(Arguments args) {
    List<String> keys = args.strings("lookup_keys");
    if (keys.size() > MOST_LOOKUP_KEYS) {
      throw ApiError.invalid(
          "At most " + MOST_LOOKUP_KEYS + " lookup keys can be asked for.", "lookup_keys");
    }
    return Page.of(
        "/v1/prices", newestFirst(price -> keyed(price, keys) && matches(price, args)), args);
  }

  private static boolean keyed(Price price, List<String> keys) {
    String key = price.lookupKey();
    return keys.isEmpty() || (key != null && keys.contains(key));
  }

  private static boolean matches(Price price, Arguments args) {
    return price.active() == args.bool("active", price.active())
        && price.currency().equals(args.string("currency", price.currency()))
        && price.product().id().equals(args.string("product", price.product().id()))
        && args.string("type", price.interval() == null ? "one_time" : "recurring")
            .equals(price.interval() == null ? "one_time" : "recurring");
  }
}
