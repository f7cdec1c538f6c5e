package io.orgplane.sandbox.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.sandbox.http.BadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The small grammar of policy JSON: one or many, and nothing unknown. */
final class PolicyText {
  private PolicyText() {}

  /**
   * A string or an array of strings; policy variables are not understood here and hence refused.
   */
  static List<String> list(JsonNode node, String what) {
    var values = new ArrayList<String>();
    if (node.isArray()) {
      node.forEach(each -> values.add(text(each, what)));
    } else {
      values.add(text(node, what));
    }
    BadRequest.unless(!values.isEmpty(), what + " is empty");
    return List.copyOf(values);
  }

  static void onlyFields(JsonNode object, Set<String> known, String what) {
    BadRequest.unless(object.isObject(), what + " is an object");
    object
        .fieldNames()
        .forEachRemaining(
            field -> BadRequest.unless(known.contains(field), what + " has no element " + field));
  }

  private static String text(JsonNode node, String what) {
    BadRequest.unless(node.isTextual() || node.isBoolean(), what + " holds text");
    var text = node.asText();
    BadRequest.unless(!text.contains("${"), "policy variables are not supported: " + text);
    return text;
  }
}
