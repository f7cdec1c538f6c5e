package io.orgplane.sandbox.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.sandbox.http.BadRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a trust statement means: exact ARNs, whole accounts, anybody, or vendors' services (never
 * us).
 */
record Principals(boolean anybody, Set<String> accounts, Set<String> arns) {
  static final Principals ANYBODY = new Principals(true, Set.of(), Set.of());

  static Principals of(@Nullable JsonNode node) {
    if (node == null) {
      throw new BadRequest("a trust statement has a Principal");
    }
    if (node.isTextual()) {
      BadRequest.unless(node.asText().equals("*"), "Principal is \"*\" or an object");
      return ANYBODY;
    }
    PolicyText.onlyFields(node, Set.of("AWS", "Service", "Federated"), "Principal");
    return node.has("AWS")
        ? ofAll(PolicyText.list(node.get("AWS"), "Principal"))
        : new Principals(false, Set.of(), Set.of());
  }

  private static Principals ofAll(List<String> names) {
    var accounts = new HashSet<String>();
    var arns = new HashSet<String>();
    for (var name : names) {
      if (name.matches("\\d{12}")) {
        accounts.add(name);
      } else if (name.matches("arn:aws:iam::\\d{12}:root")) {
        accounts.add(name.substring("arn:aws:iam::".length(), name.length() - ":root".length()));
      } else {
        BadRequest.unless(
            name.equals("*") || name.matches("arn:aws:(iam|sts)::\\d{12}:[a-z-]+/[^*?]+"),
            "Principal is no account, user, role or session: " + name);
        arns.add(name);
      }
    }
    return new Principals(names.contains("*"), Set.copyOf(accounts), Set.copyOf(arns));
  }

  /** Meant by its own name, not merely as one of an account's people. */
  boolean names(Caller caller) {
    return anybody || caller.trustedAs().stream().anyMatch(arns::contains);
  }

  boolean includes(Caller caller) {
    return names(caller) || accounts.contains(caller.account().value());
  }
}
