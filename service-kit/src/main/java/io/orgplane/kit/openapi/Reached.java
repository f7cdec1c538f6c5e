package io.orgplane.kit.openapi;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** The named schemas that answers and requests consist of. */
record Reached(Set<String> inAnswers, Set<String> inRequests) {

  private static final String REF = "#/components/schemas/";

  static Reached of(OpenAPI api) {
    Reached reached = new Reached(new TreeSet<>(), new TreeSet<>());
    Map<String, Schema> all = api.getComponents().getSchemas();
    api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .forEach(operation -> reached.follow(operation, all));
    return reached;
  }

  private void follow(Operation operation, Map<String, Schema> all) {
    if (operation.getRequestBody() != null) {
      follow(operation.getRequestBody().getContent(), all, inRequests);
    }
    operation
        .getResponses()
        .getAPIResponses()
        .values()
        .forEach(response -> follow(response.getContent(), all, inAnswers));
  }

  private static void follow(
      @Nullable Content content, Map<String, Schema> all, Set<String> reached) {
    if (content != null && content.getMediaTypes() != null) {
      content.getMediaTypes().values().forEach(type -> follow(type.getSchema(), all, reached));
    }
  }

  private static void follow(
      @Nullable Schema schema, Map<String, Schema> all, Set<String> reached) {
    if (schema == null) {
      return;
    }
    String ref = schema.getRef();
    if (ref != null && reached.add(ref.substring(REF.length()))) {
      follow(all.get(ref.substring(REF.length())), all, reached);
    }
    parts(schema).forEach(part -> follow(part, all, reached));
  }

  private static Stream<Schema> parts(Schema schema) {
    return Stream.of(
            Stream.ofNullable(schema.getItems()),
            Stream.ofNullable(schema.getAdditionalPropertiesSchema()),
            Stream.ofNullable(schema.getProperties()).flatMap(all -> all.values().stream()),
            Stream.ofNullable(schema.getAllOf()).flatMap(Collection::stream),
            Stream.ofNullable(schema.getAnyOf()).flatMap(Collection::stream),
            Stream.ofNullable(schema.getOneOf()).flatMap(Collection::stream))
        .flatMap(each -> each);
  }
}
