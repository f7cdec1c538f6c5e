package io.orgplane.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of contracts/, and their examples. */
public final class ContractSchemas {

  static final String ADDRESS = "https://orgplane.io/contracts/";

  /** The services that publish, and the platform's side of usage-events. */
  static final List<String> SERVICES = List.of("org", "membership", "billing", "byok", "usage");

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder -> builder.schemaLoaders(loaders -> loaders.add(ContractSchemas::load)));
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private ContractSchemas() {}

  /** Fails with every violation when the text is no event of this type. */
  public static void assertConforms(String type, String json) {
    try {
      assertConforms(type, ContractFiles.parse(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(type + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  public static void assertConforms(String type, JsonNode json) {
    List<String> violations = violations(serviceOf(type, json), type, json);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "%s breaks its contract:%n  %s%n%s"
              .formatted(type, String.join("\n  ", violations), json.toPrettyString()));
    }
  }

  /** What is wrong with an event that this service publishes; empty when nothing is. */
  public static List<String> violations(String service, String type, JsonNode json) {
    String path = "events/%s/%s.schema.json".formatted(service, type);
    return ContractFiles.exists(path)
        ? check(path, json)
        : List.of("%s publishes no %s".formatted(service, type));
  }

  /** The first example of a type, free to be changed. */
  public static ObjectNode example(String type) {
    return (ObjectNode)
        ContractFiles.json("events/%s/%s.example.json".formatted(onlyServiceOf(type), type));
  }

  /** A variant's example: {@code example("member-activated", "creator")}. */
  public static ObjectNode example(String type, String variant) {
    return (ObjectNode)
        ContractFiles.json(
            "events/%s/%s.%s.example.json".formatted(onlyServiceOf(type), type, variant));
  }

  /** The first example of a type that several services publish. */
  public static ObjectNode exampleOf(String service, String type) {
    return (ObjectNode) ContractFiles.json("events/%s/%s.example.json".formatted(service, type));
  }

  /**
   * Every example of what a service publishes, by file name: for consumers, which must take them
   * all.
   */
  public static Map<String, ObjectNode> examplesOf(String service) {
    Map<String, ObjectNode> examples = new LinkedHashMap<>();
    for (String path : ContractFiles.list("events/" + service)) {
      if (path.endsWith(".example.json")) {
        examples.put(
            path.substring(path.lastIndexOf('/') + 1), (ObjectNode) ContractFiles.json(path));
      }
    }
    return examples;
  }

  static List<String> check(String path, JsonNode json) {
    return SCHEMAS.computeIfAbsent(path, ContractSchemas::schema).validate(json).stream()
        .map(ValidationMessage::getMessage)
        .sorted()
        .toList();
  }

  /** What is wrong with a schema itself, by the metaschema of 2020-12. */
  static List<String> faultsOfSchema(JsonNode schema) {
    return FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012), STRICT).validate(schema).stream()
        .map(ValidationMessage::getMessage)
        .sorted()
        .toList();
  }

  /** Only an acknowledgement has several publishers; it names its own. */
  private static String serviceOf(String type, JsonNode json) {
    return type.equals("participant-acknowledged") && json.has("participant")
        ? json.get("participant").asText()
        : onlyServiceOf(type);
  }

  private static String onlyServiceOf(String type) {
    return SERVICES.stream()
        .filter(
            service -> ContractFiles.exists("events/%s/%s.schema.json".formatted(service, type)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no contract has an event " + type));
  }

  private static JsonSchema schema(String path) {
    return FACTORY.getSchema(SchemaLocation.of(ADDRESS + path), STRICT);
  }

  /** Our addresses are names; the files are on the class path. */
  private static @Nullable InputStreamSource load(AbsoluteIri address) {
    String iri = address.toString();
    if (!iri.startsWith(ADDRESS)) {
      return null;
    }
    return () -> {
      InputStream found = ContractFiles.open(iri.substring(ADDRESS.length()));
      if (found == null) {
        throw new FileNotFoundException(iri);
      }
      return found;
    };
  }
}
