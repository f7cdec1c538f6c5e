package io.orgplane.sandbox.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.sandbox.http.BadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a condition block: an operator, a key, its values (any of them will do; for a negated
 * operator none may match). A key that the request has no value for fails a positive operator and
 * meets a negated one, except under {@code …IfExists}, where it always passes.
 */
record Condition(Operator operator, boolean ifExists, String key, List<String> values) {
  private static final String IF_EXISTS = "IfExists";

  /** The comparison of a condition value with the request's, and whether a match is wanted. */
  private record Operator(BiPredicate<String, String> test, boolean negated, boolean ofPresence) {
    static Operator of(BiPredicate<String, String> test) {
      return new Operator(test, false, false);
    }

    static Operator not(BiPredicate<String, String> test) {
      return new Operator(test, true, false);
    }
  }

  private static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          Map.entry("StringEquals", Operator.of(String::equals)),
          Map.entry("StringNotEquals", Operator.not(String::equals)),
          Map.entry("StringEqualsIgnoreCase", Operator.of(String::equalsIgnoreCase)),
          Map.entry("StringNotEqualsIgnoreCase", Operator.not(String::equalsIgnoreCase)),
          Map.entry("StringLike", Operator.of(Condition::like)),
          Map.entry("StringNotLike", Operator.not(Condition::like)),
          Map.entry("ArnEquals", Operator.of(Condition::like)),
          Map.entry("ArnLike", Operator.of(Condition::like)),
          Map.entry("ArnNotEquals", Operator.not(Condition::like)),
          Map.entry("ArnNotLike", Operator.not(Condition::like)),
          Map.entry("Bool", Operator.of(String::equalsIgnoreCase)),
          Map.entry("Null", new Operator(String::equalsIgnoreCase, false, true)));

  static List<Condition> block(@Nullable JsonNode block) {
    var conditions = new ArrayList<Condition>();
    if (block == null) {
      return conditions;
    }
    BadRequest.unless(block.isObject(), "Condition is an object");
    for (var operator : block.properties()) {
      BadRequest.unless(operator.getValue().isObject(), "a condition operator has keys");
      for (var key : operator.getValue().properties()) {
        conditions.add(line(operator.getKey(), key));
      }
    }
    return List.copyOf(conditions);
  }

  private static Condition line(String name, Map.Entry<String, JsonNode> key) {
    var ifExists = name.endsWith(IF_EXISTS);
    var bare = ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
    var operator = OPERATORS.get(bare);
    if (operator == null) {
      throw new BadRequest("unsupported condition operator " + name);
    }
    return new Condition(
        operator, ifExists, key.getKey(), PolicyText.list(key.getValue(), "Condition"));
  }

  boolean holds(AccessRequest request) {
    var present = request.value(key);
    if (operator.ofPresence()) {
      return anyMatches(Boolean.toString(present.isEmpty()));
    }
    return present
        .map(value -> anyMatches(value) != operator.negated())
        .orElse(ifExists || operator.negated());
  }

  private boolean anyMatches(String present) {
    return values.stream().anyMatch(value -> operator.test().test(value, present));
  }

  private static boolean like(String pattern, String value) {
    return Wildcard.exactCase(pattern).matches(value);
  }
}
