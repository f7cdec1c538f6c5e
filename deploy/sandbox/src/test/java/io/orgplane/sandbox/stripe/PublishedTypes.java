package io.orgplane.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stripe's own published types as JSON schemas: {@code stripe-types.json}, which {@code
 * stripe-types/generate.mjs} makes from the npm package {@code stripe}.
 */
final class PublishedTypes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode ALL = read();
  private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V7);
  private static final Map<String, JsonSchema> SCHEMAS = new HashMap<>();

  private PublishedTypes() {}

  static String apiVersion() {
    return ALL.get("apiVersion").asText();
  }

  /** The kinds of object that are described. */
  static boolean describes(String kind) {
    return ALL.get("definitions").has(kind) && !kind.endsWith("Params");
  }

  /** What kind of object an event of this type is about; empty for a type that is not published. */
  static Optional<String> subjectOf(String eventType) {
    return Optional.ofNullable(ALL.get("events").get(eventType)).map(JsonNode::asText);
  }

  /** The schema of a call's parameters; empty for a call that is not published. */
  static Optional<JsonNode> parametersOf(String call) {
    return Optional.ofNullable(ALL.get("requests").get(call))
        .map(type -> ALL.get("definitions").get(type.asText()));
  }

  static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? resolved(
            ALL.get("definitions").get(schema.get("$ref").asText().replace("#/definitions/", "")))
        : schema;
  }

  /** What is wrong with an object, judged by what it says it is. */
  static List<String> problemsOf(String json) {
    try {
      return problemsOf(JSON.readTree(json));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static List<String> problemsOf(JsonNode object) {
    String kind = object.get("object").asText();
    return schema(kind).validate(object).stream()
        .map(ValidationMessage::getMessage)
        .map(problem -> kind + " " + problem)
        .toList();
  }

  private static synchronized JsonSchema schema(String kind) {
    return SCHEMAS.computeIfAbsent(
        kind,
        wanted -> {
          ObjectNode schema = JSON.createObjectNode();
          schema.put("$ref", "#/definitions/" + wanted);
          schema.set("definitions", ALL.get("definitions"));
          return FACTORY.getSchema(schema);
        });
  }

  private static JsonNode read() {
    try (var file = PublishedTypes.class.getResourceAsStream("/stripe-types.json")) {
      return JSON.readTree(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
