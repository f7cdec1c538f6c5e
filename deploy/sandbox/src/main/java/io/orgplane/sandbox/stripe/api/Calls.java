package io.orgplane.sandbox.stripe.api;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** How often each endpoint was called: what a burst really cost. */
public final class Calls {
  private final Map<String, Long> counts = new TreeMap<>();

  void count(Endpoint endpoint) {
    counts.merge(endpoint.method() + " " + endpoint.path(), 1L, Long::sum);
  }

  public void forget() {
    counts.clear();
  }

  public JsonObject json() {
    var json = new JsonObject();
    counts.forEach(json::put);
    return json;
  }
}
