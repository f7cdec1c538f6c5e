package io.orgplane.sandbox.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.sandbox.http.BadRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One statement: whom it means, what it covers, when it counts, and its effect. */
record Statement(
    boolean allows,
    Principals principals,
    Selection actions,
    Selection resources,
    List<Condition> conditions) {
  private static final Set<String> IDENTITY =
      Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
  private static final Set<String> TRUST =
      Set.of("Sid", "Effect", "Principal", "Action", "Condition");

  /** Patterns that cover a value, or all values but those. */
  record Selection(List<Wildcard> patterns, boolean inverted) {
    static final Selection EVERYTHING = new Selection(List.of(Wildcard.exactCase("*")), false);

    boolean covers(String value) {
      return patterns.stream().anyMatch(pattern -> pattern.matches(value)) != inverted;
    }
  }

  static Statement ofIdentityPolicy(JsonNode node) {
    PolicyText.onlyFields(node, IDENTITY, "Statement");
    return new Statement(
        effect(node),
        Principals.ANYBODY,
        actions(node),
        selection(node, "Resource", false),
        Condition.block(node.get("Condition")));
  }

  static Statement ofTrustPolicy(JsonNode node) {
    PolicyText.onlyFields(node, TRUST, "Statement");
    return new Statement(
        effect(node),
        Principals.of(node.get("Principal")),
        actions(node),
        Selection.EVERYTHING,
        Condition.block(node.get("Condition")));
  }

  Verdict verdict(AccessRequest request) {
    if (!actions.covers(request.action())
        || !resources.covers(request.resource())
        || !conditions.stream().allMatch(condition -> condition.holds(request))) {
      return Verdict.SILENT;
    }
    return allows ? Verdict.ALLOWED : Verdict.DENIED;
  }

  private static boolean effect(JsonNode node) {
    return switch (node.path("Effect").asText()) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw new BadRequest("Effect is Allow or Deny");
    };
  }

  private static Selection actions(JsonNode node) {
    return selection(node, "Action", true);
  }

  private static Selection selection(JsonNode node, String element, boolean anyCase) {
    @Nullable JsonNode plain = node.get(element);
    @Nullable JsonNode inverted = node.get("Not" + element);
    var chosen = plain == null ? inverted : plain;
    if (chosen == null || (plain != null && inverted != null)) {
      throw new BadRequest("a statement has either " + element + " or Not" + element);
    }
    var texts = PolicyText.list(chosen, element);
    texts.forEach(
        text ->
            BadRequest.unless(
                text.contains(":") || text.equals("*"), element + " is no ARN or action: " + text));
    return new Selection(
        texts.stream().map(anyCase ? Wildcard::anyCase : Wildcard::exactCase).toList(),
        plain == null);
  }
}
