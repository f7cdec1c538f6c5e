package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orgplane.sandbox.stripe.api.ApiRoutes;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What the stand-in takes is what Stripe's own types say can be sent; what it answers and what its
 * events carry is held to the same types when any of the other tests ends.
 */
class PublishedTypesTest {
  private final List<String> invented = new ArrayList<>();

  @Test
  void the_types_are_of_the_version_that_the_stand_in_speaks() {
    assertThat(PublishedTypes.apiVersion()).isEqualTo(ApiRoutes.VERSION);
  }

  @Test
  void an_object_that_is_not_stripes_is_found_out() {
    assertThat(PublishedTypes.problemsOf("{\"object\":\"price\",\"id\":7,\"colour\":\"red\"}"))
        .anyMatch(problem -> problem.contains("colour"))
        .anyMatch(problem -> problem.contains("unit_amount"))
        .anyMatch(problem -> problem.contains("$.id"));
  }

  @Test
  void every_call_and_parameter_is_published() {
    List<Endpoint> endpoints = PublishedParametersTest.endpoints();

    for (Endpoint endpoint : endpoints) {
      String call = endpoint.method() + " " + endpoint.path();
      PublishedTypes.parametersOf(call)
          .ifPresentOrElse(
              schema -> check(endpoint.params().declared(), schema, call),
              () -> invented.add(call));
    }

    assertThat(invented).isEmpty();
  }

  private void check(List<Param> params, JsonNode schema, String where) {
    List<JsonNode> hashes = alternatives(schema);
    for (Param param : params) {
      String name = where + " " + param.name();
      if (deletes(where) && param.name().equals("expand")) {
        continue;
      }
      List<JsonNode> types =
          hashes.stream()
              .map(hash -> hash.path("properties").path(param.name()))
              .filter(type -> !type.isMissingNode())
              .flatMap(type -> alternatives(type).stream())
              .toList();
      if (types.isEmpty()) {
        invented.add(name);
      } else {
        check(param, types, name);
      }
    }
  }

  private void check(Param param, List<JsonNode> types, String name) {
    switch (param.kind()) {
      case STRING, ENUM -> requireType(types, "string", name);
      case INTEGER -> requireType(types, "number", name);
      case DECIMAL -> requireType(types, "string", name);
      case BOOLEAN -> requireType(types, "boolean", name);
      case STRINGS -> requireType(types, "array", name);
      case METADATA, HASH -> requireType(types, "object", name);
      case HASHES -> requireType(types, "array", name);
    }
    for (String value : param.values()) {
      if (types.stream().noneMatch(type -> allows(type, value))) {
        invented.add(name + "=" + value);
      }
    }
    if (!param.fields().isEmpty()) {
      check(param.fields(), merged(types), name);
    }
  }

  private void requireType(List<JsonNode> types, String wanted, String name) {
    if (types.stream().noneMatch(type -> isA(type, wanted))) {
      invented.add(name + " as " + wanted);
    }
  }

  private static boolean isA(JsonNode type, String wanted) {
    JsonNode said = type.path("type");
    if (said.isArray()) {
      return StreamSupport.stream(said.spliterator(), false)
          .anyMatch(one -> one.asText().equals(wanted));
    }
    return said.asText().equals(wanted)
        || (wanted.equals("string") && (type.has("enum") || type.has("const")));
  }

  private static boolean allows(JsonNode type, String value) {
    if (type.has("const")) {
      return type.get("const").asText().equals(value);
    }
    return type.has("enum")
        && StreamSupport.stream(type.get("enum").spliterator(), false)
            .anyMatch(one -> one.asText().equals(value));
  }

  /** The hashes among several types, and the items of the arrays. */
  private static JsonNode merged(List<JsonNode> types) {
    var any = JsonNodeFactory.instance.objectNode();
    var alternatives = any.putArray("anyOf");
    types.stream()
        .map(type -> type.has("items") ? type.get("items") : type)
        .forEach(alternatives::add);
    return any;
  }

  private static List<JsonNode> alternatives(JsonNode schema) {
    JsonNode type = PublishedTypes.resolved(schema);
    if (!type.has("anyOf")) {
      return List.of(type);
    }
    List<JsonNode> all = new ArrayList<>();
    type.get("anyOf").forEach(one -> all.addAll(alternatives(one)));
    return all;
  }

  /** Stripe's types let nothing be sent with some deletions, whose answers hold nothing either. */
  private static boolean deletes(String call) {
    return call.startsWith("DELETE ");
  }
}
