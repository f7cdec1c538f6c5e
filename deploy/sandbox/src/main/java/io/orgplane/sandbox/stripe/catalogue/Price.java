package io.orgplane.sandbox.stripe.catalogue;

import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one unit costs, once or every interval. */
public final class Price implements Resource {
  private final String id = Ids.next("price");
  private final long created;
  private final Metadata metadata;
  private final Product product;
  private final String currency;
  private final long unitAmount;
  private final @Nullable Interval interval;
  private @Nullable String nickname;
  private @Nullable String lookupKey;
  private boolean active;

  Price(Product product, Arguments args, long created) {
    this.product = product;
    this.created = created;
    this.metadata = Metadata.of(args);
    this.currency = args.require("currency").toLowerCase(Locale.ROOT);
    this.unitAmount = args.requireInteger("unit_amount");
    this.interval = args.has("recurring") ? Interval.of(args.hash("recurring")) : null;
    this.nickname = args.string("nickname");
    this.lookupKey = args.string("lookup_key");
    this.active = args.bool("active", true);
  }

  void apply(Arguments args) {
    args.ifGiven("nickname", value -> nickname = value);
    args.ifGiven("lookup_key", value -> lookupKey = value);
    active = args.bool("active", active);
    metadata.apply(args);
  }

  void loseLookupKey() {
    lookupKey = null;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return created;
  }

  public Product product() {
    return product;
  }

  public String currency() {
    return currency;
  }

  /** In the currency's smallest unit. */
  public long unitAmount() {
    return unitAmount;
  }

  /** Absent for a price that is paid once. */
  public @Nullable Interval interval() {
    return interval;
  }

  public boolean active() {
    return active;
  }

  @Nullable String lookupKey() {
    return lookupKey;
  }

  @Override
  public JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("object", "price")
        .put("active", active)
        .put("billing_scheme", "per_unit")
        .put("created", created)
        .put("currency", currency)
        .putNull("custom_unit_amount")
        .put("livemode", false)
        .put("lookup_key", lookupKey)
        .put("metadata", metadata.json())
        .put("nickname", nickname)
        .put("product", product.id())
        .put("recurring", interval == null ? null : interval.json().put("usage_type", "licensed"))
        .put("tax_behavior", "unspecified")
        .putNull("tiers_mode")
        .putNull("transform_quantity")
        .put("type", interval == null ? "one_time" : "recurring")
        .put("unit_amount", unitAmount)
        .put("unit_amount_decimal", String.valueOf(unitAmount));
  }

  /** The same price in the older shape that subscription items still carry. */
  public JsonObject planJson() {
    var json =
        new JsonObject()
            .put("id", id)
            .put("object", "plan")
            .put("active", active)
            .put("amount", unitAmount)
            .put("amount_decimal", String.valueOf(unitAmount))
            .put("billing_scheme", "per_unit")
            .put("created", created)
            .put("currency", currency)
            .put("livemode", false)
            .put("metadata", metadata.json())
            .put("nickname", nickname)
            .put("product", product.id())
            .putNull("tiers_mode")
            .putNull("transform_usage")
            .put("usage_type", "licensed");
    return interval == null ? json : json.mergeIn(interval.json());
  }
}
