package io.orgplane.kit.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** One document on its way to being complete. */
final class Completion {
  private static final Pattern GENERATED_ID =
      Pattern.compile("(?:.*\\.)?(\\w+?)(?:Resource)?_(\\w+)");
  private static final String NO_CONTENT = "204";

  private final OpenAPI api;
  private final ApiContract contract;
  private final ProblemAnswers problems;
  private final SchemaExamples examples;
  private final List<String> incomplete = new ArrayList<>();
  private final TreeSet<String> tags = new TreeSet<>();
  private final Set<String> ids = new HashSet<>();

  Completion(OpenAPI api, ApiContract contract) {
    this.api = api;
    this.contract = contract;
    this.problems = new ProblemAnswers(contract);
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    var schemas = api.getComponents().getSchemas();
    this.examples = new SchemaExamples(schemas == null ? Map.of() : schemas, contract.examples());
  }

  void complete() {
    if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
      return;
    }
    api.getComponents().addSchema("Problem", problems.schema());
    api.getPaths().getPathItems().forEach(this::complete);
    api.setTags(
        contract.tags().stream()
            .filter(each -> tags.contains(each.name()))
            .map(each -> OASFactory.createTag().name(each.name()).description(each.description()))
            .toList());
    for (var missing : examples.missing()) {
      incomplete.add(
          missing
              + " has no example: add @Schema(examples = …) where it is declared, or a line to"
              + " contracts/api/examples.json");
    }
    if (!incomplete.isEmpty()) {
      api.addExtension("x-incomplete", List.copyOf(incomplete));
    }
  }

  private void complete(String path, PathItem item) {
    item.getOperations()
        .forEach((method, operation) -> complete(method + " " + path, path, operation));
    CommonParameters.tag(item);
  }

  private void complete(String what, String path, Operation operation) {
    name(path, operation);
    group(what, path, operation);
    if (operation.getSummary() == null) {
      incomplete.add(what + " has no summary: add @Operation(summary = …)");
    }
    CommonParameters.explain(operation);
    var secured = operation.getSecurity() != null && !operation.getSecurity().isEmpty();
    if (!secured) {
      operation.addSecurityRequirement(OASFactory.createSecurityRequirement());
    }
    problems.complete(operation, secured);
    for (var unknown : problems.unknown(operation)) {
      incomplete.add(what + " " + unknown);
    }
    exemplify(what, operation);
  }

  /**
   * {@code OrganizationResource_get} becomes {@code organizationGet}; of two methods of one name
   * the second is told by its path.
   */
  private void name(String path, Operation operation) {
    var id = operation.getOperationId();
    var parts = GENERATED_ID.matcher(id == null ? "" : id);
    if (parts.matches()) {
      var name = lower(parts.group(1)) + upper(parts.group(2));
      operation.setOperationId(ids.add(name) ? name : name + upper(lastWord(path)));
    }
  }

  private void group(String what, String path, Operation operation) {
    contract
        .tagOf(path)
        .ifPresentOrElse(
            tag -> operation.setTags(List.of(tag.name())),
            () -> incomplete.add(what + " has no tag: add its path to contracts/api/tags.json"));
    if (operation.getTags() != null) {
      tags.addAll(operation.getTags());
    }
  }

  private void exemplify(String what, Operation operation) {
    var body = operation.getRequestBody();
    if (body != null) {
      exemplify(body.getContent());
    }
    var answers =
        operation.getResponses().getAPIResponses().entrySet().stream()
            .filter(each -> each.getKey().startsWith("2"))
            .toList();
    if (answers.isEmpty()) {
      incomplete.add(what + " has no answer: add @APIResponse(responseCode = \"200\", …)");
    }
    for (var each : answers) {
      exemplify(each.getValue().getContent());
      if (!each.getKey().equals(NO_CONTENT) && !hasSchema(each.getValue())) {
        incomplete.add(
            what
                + " does not say what "
                + each.getKey()
                + " answers: add content = @Content(mediaType = …, schema = @Schema(implementation ="
                + " …)) to its @APIResponse");
      }
    }
  }

  private void exemplify(@Nullable Content content) {
    if (content == null || content.getMediaTypes() == null) {
      return;
    }
    for (var entry : content.getMediaTypes().entrySet()) {
      MediaType each = entry.getValue();
      var schema = each.getSchema();
      if (schema != null && each.getExample() == null && each.getExamples() == null) {
        each.setExample(examples.of(schema, owner(schema, entry.getKey()), ""));
      }
    }
  }

  private static boolean hasSchema(APIResponse response) {
    var content = response.getContent();
    return content != null
        && content.getMediaTypes() != null
        && content.getMediaTypes().values().stream().anyMatch(each -> each.getSchema() != null);
  }

  private static String owner(Schema schema, String mediaType) {
    var ref = schema.getRef();
    return ref == null
        ? mediaType.replaceFirst(";.*", "")
        : ref.substring(ref.lastIndexOf('/') + 1);
  }

  private static String lastWord(String path) {
    return path.replaceAll("[^a-zA-Z/]", "").replaceFirst(".*/(?=[a-zA-Z])", "").replace("/", "");
  }

  private static String lower(String word) {
    return Character.toLowerCase(word.charAt(0)) + word.substring(1);
  }

  private static String upper(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
