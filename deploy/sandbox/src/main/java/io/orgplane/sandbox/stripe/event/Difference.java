package io.orgplane.sandbox.stripe.event;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * {@code previous_attributes}: the old values of what changed, hashes reduced to their changed
 * keys, arrays whole.
 */
final class Difference {
  private Difference() {}

  static JsonObject previously(JsonObject before, JsonObject after) {
    var previous = new JsonObject();
    Set<String> names = new LinkedHashSet<>(before.fieldNames());
    names.addAll(after.fieldNames());
    for (String name : names) {
      Object old = before.getValue(name);
      Object current = after.getValue(name);
      if (Objects.equals(old, current)) {
        continue;
      }
      if (old instanceof JsonObject oldHash && current instanceof JsonObject currentHash) {
        previous.put(name, previously(oldHash, currentHash));
      } else {
        previous.put(name, old);
      }
    }
    return previous;
  }
}
