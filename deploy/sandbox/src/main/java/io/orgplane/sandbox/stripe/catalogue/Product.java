package io.orgplane.sandbox.stripe.catalogue;

import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What is sold. */
public final class Product implements Resource {
  private final String id;
  private final long created;
  private final Metadata metadata;
  private String name;
  private @Nullable String description;
  private @Nullable String unitLabel;
  private boolean active;
  private long updated;

  Product(Arguments args, long created) {
    this.id = args.string("id", "prod_" + Ids.random(14));
    this.name = args.require("name");
    this.description = args.string("description");
    this.unitLabel = args.string("unit_label");
    this.active = args.bool("active", true);
    this.metadata = Metadata.of(args);
    this.created = created;
    this.updated = created;
  }

  void apply(Arguments args, long now) {
    name = args.string("name", name);
    args.ifGiven("description", value -> description = value);
    args.ifGiven("unit_label", value -> unitLabel = value);
    active = args.bool("active", active);
    metadata.apply(args);
    updated = now;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return created;
  }

  public String name() {
    return name;
  }

  public boolean active() {
    return active;
  }

  @Override
  public JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("object", "product")
        .put("active", active)
        .put("created", created)
        .putNull("default_price")
        .put("description", description)
        .put("images", new JsonArray())
        .put("livemode", false)
        .put("marketing_features", new JsonArray())
        .put("metadata", metadata.json())
        .put("name", name)
        .putNull("package_dimensions")
        .putNull("shippable")
        .putNull("statement_descriptor")
        .putNull("tax_code")
        .put("type", "service")
        .put("unit_label", unitLabel)
        .put("updated", updated)
        .putNull("url");
  }
}
