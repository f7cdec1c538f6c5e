package io.orgplane.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A service's OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12. */
final class ApiDocument {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final String PROBLEM_CODES = "x-problem-codes";

  /** What HTTP itself answers, whatever the operation, and what nobody meant to answer. */
  private static final Set<Integer> OF_HTTP = Set.of(400, 405, 406, 413, 415, 500);

  private final JsonNode document;
  private final List<Route> routes = new ArrayList<>();
  private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

  private record Route(Pattern path, String template) {

    /** Of two that fit, the one that says more literally is meant. */
    int parameters() {
      return template.length() - template.replace("{", "").length();
    }
  }

  private ApiDocument(JsonNode document) {
    this.document = document;
    document
        .path("paths")
        .fieldNames()
        .forEachRemaining(
            template ->
                routes.add(
                    new Route(
                        Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+")), template)));
    routes.sort(Comparator.comparing(Route::parameters));
  }

  /** As the service at that address publishes it. */
  static ApiDocument of(String address) {
    return read(
        RestAssured.given()
            .baseUri(address)
            .queryParam("format", "json")
            .get("/q/openapi")
            .asString());
  }

  static ApiDocument read(String text) {
    return new ApiDocument(parse(text));
  }

  /** Nothing for a path that nobody serves. */
  Optional<Operation> operation(String method, String path) {
    return routes.stream()
        .filter(route -> route.path().matcher(path).matches())
        .map(
            route ->
                document.path("paths").path(route.template()).path(method.toLowerCase(Locale.ROOT)))
        .filter(JsonNode::isObject)
        .findFirst()
        .map(Operation::new);
  }

  /** One call and what it can answer. */
  final class Operation {

    private final JsonNode described;

    private Operation(JsonNode described) {
      this.described = described;
    }

    List<String> faultsOf(Response answer) {
      JsonNode response = described.path("responses").path(String.valueOf(answer.statusCode()));
      if (response.isMissingNode()) {
        return OF_HTTP.contains(answer.statusCode())
            ? List.of()
            : List.of("this status is not described");
      }
      String type =
          answer.contentType() == null ? "" : answer.contentType().replaceFirst(";.*", "");
      JsonNode content = response.path("content");
      if (content.isEmpty()) {
        return answer.asString().isEmpty() ? List.of() : List.of("no content is described");
      }
      JsonNode schema = content.path(type).path("schema");
      if (schema.isMissingNode()) {
        return List.of("%s is not described".formatted(type));
      }
      return type.endsWith("json") ? faultsOf(answer.asString(), schema, response) : List.of();
    }

    private List<String> faultsOf(String body, JsonNode schema, JsonNode response) {
      JsonNode json = parse(body);
      List<String> faults = new ArrayList<>();
      schemas.computeIfAbsent(schema, ApiDocument.this::compiled).validate(json).stream()
          .map(ValidationMessage::getMessage)
          .sorted()
          .forEach(faults::add);
      String code = json.path("code").asText();
      if (response.has(PROBLEM_CODES)
          && !response.path(PROBLEM_CODES).toString().contains('"' + code + '"')) {
        faults.add("the code %s is not described for this status".formatted(code));
      }
      return faults;
    }
  }

  /** References lead to the document's components, so these travel along. */
  private JsonSchema compiled(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return FACTORY.getSchema(whole, STRICT);
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }
}
