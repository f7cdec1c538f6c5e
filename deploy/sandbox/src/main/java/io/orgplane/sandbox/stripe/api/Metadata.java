package io.orgplane.sandbox.stripe.api;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Key-value pairs on an object, within <a href="https://docs.stripe.com/api/metadata">Stripe's
 * bounds</a>.
 */
public final class Metadata {
  private static final int MOST_KEYS = 50;
  private static final int LONGEST_KEY = 40;
  private static final int LONGEST_VALUE = 500;
  private final Map<String, String> entries = new TreeMap<>();

  public static Metadata of(Arguments args) {
    var metadata = new Metadata();
    metadata.apply(args);
    return metadata;
  }

  public static Metadata copyOf(Metadata other) {
    var metadata = new Metadata();
    metadata.entries.putAll(other.entries);
    return metadata;
  }

  /** Merges: given keys replace, empty values remove, an empty string for all of them clears. */
  public void apply(Arguments args) {
    Map<String, String> merged =
        args.isCleared("metadata") ? new TreeMap<>() : new TreeMap<>(entries);
    args.metadata()
        .forEach(
            (key, value) -> {
              if (value.isEmpty()) {
                merged.remove(key);
              } else {
                merged.put(key, value);
              }
            });
    if (merged.size() > MOST_KEYS) {
      throw ApiError.invalid("At most " + MOST_KEYS + " metadata keys are allowed.", "metadata");
    }
    entries.clear();
    entries.putAll(merged);
  }

  public JsonObject json() {
    var json = new JsonObject();
    entries.forEach(json::put);
    return json;
  }

  static Map<String, String> checked(Map<String, Object> given, String name) {
    Map<String, String> checked = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          String at = name + "[" + key + "]";
          if (!(value instanceof String text)) {
            throw ApiError.invalid("Metadata values must be strings.", at);
          }
          if (key.length() > LONGEST_KEY || text.length() > LONGEST_VALUE) {
            throw ApiError.invalid(
                "Metadata keys have up to "
                    + LONGEST_KEY
                    + ", values up to "
                    + LONGEST_VALUE
                    + " characters.",
                at);
          }
          checked.put(key, text);
        });
    return checked;
  }
}
