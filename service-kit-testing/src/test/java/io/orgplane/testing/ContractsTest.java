package io.orgplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ContractsTest {

  private static final String SCHEMA = ".schema.json";
  private static final String EXAMPLE = ".example.json";

  @TestFactory
  Stream<DynamicTest> every_example_conforms_to_its_schema() {
    return files(EXAMPLE)
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path,
                    () ->
                        assertThat(ContractSchemas.check(schemaOf(path), ContractFiles.json(path)))
                            .isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> no_example_conforms_with_an_unknown_field_or_without_a_required_one() {
    return files(EXAMPLE)
        .flatMap(path -> broken(path).entrySet().stream().map(broken -> refused(path, broken)));
  }

  @Test
  void every_event_has_an_example_and_every_example_an_event() {
    TreeSet<String> exampled = new TreeSet<>(files(EXAMPLE).map(ContractsTest::schemaOf).toList());

    assertThat(exampled).isEqualTo(new TreeSet<>(eventSchemas().toList()));
  }

  @TestFactory
  Stream<DynamicTest> every_schema_is_a_schema_with_title_description_and_its_own_address() {
    return files(SCHEMA).map(path -> DynamicTest.dynamicTest(path, () -> isWellMade(path)));
  }

  @Test
  void asyncapi_has_every_event_with_all_its_examples_and_nothing_else() throws IOException {
    Map<String, List<String>> described = new TreeMap<>();
    asyncapi()
        .at("/components/messages")
        .forEach(
            message ->
                described.put(
                    message.at("/payload/schema/$ref").asText(),
                    references(message.get("examples"))));
    Map<String, List<String>> present = new TreeMap<>();
    eventSchemas().forEach(schema -> present.put(schema, new ArrayList<>()));
    files(EXAMPLE)
        .forEach(path -> present.computeIfAbsent(schemaOf(path), s -> new ArrayList<>()).add(path));
    described.values().forEach(list -> list.sort(null));

    assertThat(described).isEqualTo(present);
  }

  @Test
  void asyncapi_puts_every_message_on_its_services_topic_under_its_type() throws IOException {
    JsonNode document = asyncapi();
    List<String> placed = new ArrayList<>();
    for (JsonNode channel : document.get("channels")) {
      for (JsonNode entry : channel.get("messages")) {
        JsonNode message = document.at(entry.get("$ref").asText().substring(1));
        placed.add(
            "events/%s/%s.schema.json"
                .formatted(
                    RecordedEvent.serviceOf(channel.get("address").asText()),
                    message.get("name").asText()));
        assertThat(message.at("/payload/schema/$ref").asText()).isEqualTo(placed.getLast());
      }
    }

    assertThat(placed).containsExactlyInAnyOrderElementsOf(eventSchemas().toList());
  }

  @Test
  void the_permission_matrix_fits_its_schema_and_names_only_permissions_of_the_right_level() {
    JsonNode matrix = ContractFiles.json("access/permissions.json");

    assertThat(ContractSchemas.check("access/permissions.schema.json", matrix)).isEmpty();
    assertThat(named(matrix.get("organizationRoles"))).isEqualTo(declared(matrix, "organization"));
    assertThat(named(matrix.get("workspaceRoles"))).isEqualTo(declared(matrix, "workspace"));
  }

  @Test
  void formats_are_checked_and_not_only_noted() {
    ObjectNode event = ContractSchemas.example("revocation-completed");

    event.put("completedAt", "2026-02-30T09:00:00Z");

    assertThatThrownBy(() -> ContractSchemas.assertConforms("revocation-completed", event))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("date-time");
  }

  @Test
  void a_thousandth_of_a_credit_is_allowed_and_no_less() {
    ObjectNode event = ContractSchemas.example("credits-granted");

    ContractSchemas.assertConforms("credits-granted", event.put("credits", 123456.789).toString());

    assertThatThrownBy(
            () -> ContractSchemas.assertConforms("credits-granted", event.put("credits", 0.0005)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void an_unknown_type_and_what_is_no_json_do_not_conform() {
    assertThatThrownBy(() -> ContractSchemas.assertConforms("member-exploded", "{}"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> ContractSchemas.assertConforms("member-removed", "{"))
        .isInstanceOf(AssertionError.class);
  }

  private static DynamicTest refused(String path, Map.Entry<String, JsonNode> broken) {
    return DynamicTest.dynamicTest(
        path + " " + broken.getKey(),
        () -> assertThat(ContractSchemas.check(schemaOf(path), broken.getValue())).isNotEmpty());
  }

  /** One version with a further field, and one without each of the fields that are required. */
  private static Map<String, JsonNode> broken(String path) {
    Map<String, JsonNode> broken = new TreeMap<>();
    ObjectNode event = (ObjectNode) ContractFiles.json(path);
    broken.put("with a further field", event.deepCopy().put("surprise", true));
    required(schemaOf(path))
        .forEach(field -> broken.put("without " + field, event.deepCopy().without(field)));
    return broken;
  }

  private static List<String> required(String schema) {
    List<String> fields = new ArrayList<>();
    JsonNode root = ContractFiles.json(schema);
    root.path("required").forEach(field -> fields.add(field.asText()));
    for (JsonNode part : root.path("allOf")) {
      String definition = part.get("$ref").asText().replaceFirst(".*#", "");
      ContractFiles.json("events/common.schema.json")
          .at(definition)
          .path("required")
          .forEach(field -> fields.add(field.asText()));
    }
    assertThat(fields).isNotEmpty();
    return fields;
  }

  private static void isWellMade(String path) {
    JsonNode schema = ContractFiles.json(path);
    assertThat(schema.path("$id").asText()).isEqualTo(ContractSchemas.ADDRESS + path);
    assertThat(schema.path("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("title").asText()).isNotBlank();
    assertThat(schema.path("description").asText()).hasSizeGreaterThan(40);
    assertThat(ContractSchemas.faultsOfSchema(schema)).isEmpty();
  }

  private static List<String> references(JsonNode examples) {
    List<String> paths = new ArrayList<>();
    examples.forEach(example -> paths.add(example.at("/payload/$ref").asText()));
    return paths;
  }

  private static TreeSet<String> named(JsonNode roles) {
    TreeSet<String> names = new TreeSet<>();
    roles.forEach(list -> list.forEach(permission -> names.add(permission.asText())));
    return names;
  }

  private static TreeSet<String> declared(JsonNode matrix, String level) {
    TreeSet<String> names = new TreeSet<>();
    Iterator<Map.Entry<String, JsonNode>> all = matrix.get("permissions").fields();
    all.forEachRemaining(
        entry -> {
          if (entry.getValue().asText().equals(level)) {
            names.add(entry.getKey());
          }
        });
    return names;
  }

  private static Stream<String> files(String suffix) {
    List<String> found =
        ContractFiles.list("events").stream().filter(path -> path.endsWith(suffix)).toList();
    assertThat(found).hasSizeGreaterThan(30);
    return found.stream();
  }

  private static Stream<String> eventSchemas() {
    return files(SCHEMA).filter(path -> !path.equals("events/common.schema.json"));
  }

  /** {@code events/org/a.b.example.json} belongs to {@code events/org/a.schema.json}. */
  private static String schemaOf(String example) {
    return example.replaceFirst("(\\.[a-z-]+)?\\.example\\.json$", SCHEMA);
  }

  private static JsonNode asyncapi() throws IOException {
    try (InputStream in = ContractFiles.open("asyncapi.yaml")) {
      return new YAMLMapper().readTree(in);
    }
  }
}
