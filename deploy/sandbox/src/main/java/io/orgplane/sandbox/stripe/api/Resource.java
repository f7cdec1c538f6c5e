package io.orgplane.sandbox.stripe.api;

import io.vertx.core.json.JsonObject;

/** An object of Stripe's API that has an id. */
public interface Resource {
  String id();

  /** Seconds since the epoch. */
  long created();

  /** As the API shows it, nothing expanded. */
  JsonObject json();
}
