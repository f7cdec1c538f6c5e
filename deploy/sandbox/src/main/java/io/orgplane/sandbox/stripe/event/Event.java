package io.orgplane.sandbox.stripe.event;

import io.orgplane.sandbox.stripe.api.ApiRoutes;
import io.orgplane.sandbox.stripe.api.Resource;
import io.vertx.core.json.JsonObject;

/** Something that happened, with the object as it was right after. */
public final class Event implements Resource {
  private final JsonObject json;

  Event(JsonObject json) {
    this.json = json;
  }

  static JsonObject envelope(String id, String type, long created, JsonObject data) {
    return new JsonObject()
        .put("id", id)
        .put("object", "event")
        .put("api_version", ApiRoutes.VERSION)
        .put("created", created)
        .put("data", data)
        .put("livemode", false)
        .put("pending_webhooks", 0)
        .put("type", type);
  }

  @Override
  public String id() {
    return json.getString("id");
  }

  @Override
  public long created() {
    return json.getLong("created");
  }

  public String type() {
    return json.getString("type");
  }

  void pendingWebhooks(int count) {
    json.put("pending_webhooks", count);
  }

  @Override
  public JsonObject json() {
    return json.copy();
  }
}
