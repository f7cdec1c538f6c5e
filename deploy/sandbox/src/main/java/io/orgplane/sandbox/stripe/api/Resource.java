package io.orgplane.sandbox.stripe.api;

import io.vertx.core.json.JsonObject;

/** An object of Stripe's API that has an id. */
public interface Resource {
  String id();

  /** Seconds since the epoch. */
  long created();

  /** As the API shows it, nothing expanded. */
  JsonObject json();

  /** What is left to show of an object that was deleted. */
  static JsonObject deleted(String id, String type) {
    return new JsonObject().put("id", id).put("object", type).put("deleted", true);
  }
}
