package io.orgplane.kit.openapi;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Parameters and headers that mean the same wherever they stand. */
final class CommonParameters {
  private static final String IF_MATCH = "If-Match";

  private static final Map<String, String> MEANING =
      Map.ofEntries(
          Map.entry("org", "The organization's id."),
          Map.entry("ws", "The workspace's id."),
          Map.entry("user", "The user's id, a Keycloak subject."),
          Map.entry("id", "Its id, as an earlier answer gave it."),
          Map.entry("cursor", "The nextCursor of the page before; absent for the first page."),
          Map.entry("limit", "How many items a page has at most."),
          Map.entry(
              IF_MATCH, "The ETag that was read, or *: refused with 412 when it has changed."),
          Map.entry(
              "Idempotency-Key",
              "Of the caller's choice, new for each new request. The same key and request get the"
                  + " first answer again; the key with another request is refused with 422."));

  private CommonParameters() {}

  static void explain(Operation operation) {
    for (Parameter each : parameters(operation)) {
      if (each.getDescription() == null) {
        each.setDescription(MEANING.get(each.getName()));
      }
    }
  }

  /** Where If-Match is taken, the answers carry the ETag that it wants. */
  static void tag(PathItem item) {
    var edited = item.getOperations().values().stream().anyMatch(CommonParameters::takesIfMatch);
    if (!edited) {
      return;
    }
    item.getOperations()
        .forEach(
            (method, operation) -> {
              var answer = operation.getResponses().getAPIResponse("200");
              if (answer != null) {
                answer.addHeader(
                    "ETag",
                    OASFactory.createHeader()
                        .description("For If-Match of the next change.")
                        .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
              }
            });
  }

  private static boolean takesIfMatch(Operation operation) {
    return parameters(operation).stream().anyMatch(each -> IF_MATCH.equals(each.getName()));
  }

  private static List<Parameter> parameters(Operation operation) {
    return operation.getParameters() == null ? List.of() : operation.getParameters();
  }
}
