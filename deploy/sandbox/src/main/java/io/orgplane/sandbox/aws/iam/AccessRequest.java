package io.orgplane.sandbox.aws.iam;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One question to the policies: this action on this resource, with these condition keys. */
public record AccessRequest(String action, String resource, Map<String, String> context) {
  public AccessRequest {
    var lower = new TreeMap<String, String>();
    context.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
    context = Map.copyOf(lower);
  }

  /** Condition keys compare without case. */
  Optional<String> value(String key) {
    return Optional.ofNullable(context.get(key.toLowerCase(Locale.ROOT)));
  }

  AccessRequest with(Map<String, String> more) {
    var all = new TreeMap<>(context);
    all.putAll(more);
    return new AccessRequest(action, resource, all);
  }
}
