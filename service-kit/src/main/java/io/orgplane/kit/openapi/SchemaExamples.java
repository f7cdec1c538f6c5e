package io.orgplane.kit.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * An example of a schema, put together from what its parts say: their own example, then one by name
 * ({@code Schema.property}, the property, or the schema), then the first of an enumeration, a
 * default, a bound. What is plain text with none of these has no example, and is remembered.
 */
final class SchemaExamples {
  private static final String REF = "#/components/schemas/";
  private static final int DEEPEST = 24;
  private static final String DATE_TIME = "2026-03-01T09:30:00Z";

  private final Map<String, Schema> schemas;
  private final Map<String, Object> byName;
  private final Set<String> missing = new TreeSet<>();

  SchemaExamples(Map<String, Schema> schemas, Map<String, Object> byName) {
    this.schemas = schemas;
    this.byName = byName;
  }

  /** Where an example could not be made: {@code Schema.property}. */
  Set<String> missing() {
    return missing;
  }

  Object of(Schema schema, String owner, String name) {
    return of(schema, owner, name, 0);
  }

  private Object of(Schema schema, String owner, String name, int depth) {
    var ref = schema.getRef();
    if (ref != null) {
      return ofNamed(ref.substring(REF.length()), owner, name, depth);
    }
    var known = known(schema, owner, name);
    if (known != null && !isList(schema)) {
      return known;
    }
    var parts =
        Stream.of(schema.getOneOf(), schema.getAnyOf())
            .filter(each -> each != null && !each.isEmpty())
            .findFirst();
    if (parts.isPresent()) {
      return of(parts.get().getFirst(), owner, name, depth);
    }
    return isList(schema)
        ? ofList(schema, owner, name, depth)
        : schema.getProperties() != null || schema.getAllOf() != null
            ? ofObject(schema, owner, depth)
            : ofScalar(schema, owner, name, depth);
  }

  private Object ofNamed(String schema, String owner, String name, int depth) {
    var own = byName.get(owner + "." + name);
    var target = schemas.get(schema);
    if (own != null || target == null || depth > DEEPEST) {
      return own == null ? Map.of() : own;
    }
    var plain = target.getProperties() == null && target.getRef() == null;
    return plain && byName.containsKey(schema)
        ? byName.get(schema)
        : of(target, schema, plain ? name : "", depth + 1);
  }

  private @Nullable Object known(Schema schema, String owner, String name) {
    if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
      return schema.getExamples().getFirst();
    }
    if (byName.containsKey(owner + "." + name)) {
      return byName.get(owner + "." + name);
    }
    if (schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()) {
      return schema.getEnumeration().getFirst();
    }
    return schema.getDefaultValue();
  }

  private Object ofObject(Schema schema, String owner, int depth) {
    var example = new LinkedHashMap<String, Object>();
    if (schema.getAllOf() != null) {
      schema.getAllOf().forEach(part -> merge(example, of(part, owner, "", depth + 1)));
    }
    if (schema.getProperties() != null && depth <= DEEPEST) {
      schema
          .getProperties()
          .forEach((name, property) -> example.put(name, of(property, owner, name, depth + 1)));
    }
    return example;
  }

  private static void merge(Map<String, Object> into, Object part) {
    if (part instanceof Map<?, ?> more) {
      more.forEach((name, value) -> into.put(String.valueOf(name), value));
    }
  }

  private Object ofList(Schema schema, String owner, String name, int depth) {
    var whole = byName.get(owner + "." + name);
    if (whole instanceof List<?> list) {
      return list;
    }
    var items = new ArrayList<>();
    if (schema.getItems() != null && depth <= DEEPEST) {
      items.add(of(schema.getItems(), owner, name, depth + 1));
    }
    return items;
  }

  private Object ofScalar(Schema schema, String owner, String name, int depth) {
    if (is(schema, SchemaType.INTEGER) || is(schema, SchemaType.NUMBER)) {
      return ofNumber(schema, name);
    }
    if (is(schema, SchemaType.BOOLEAN)) {
      return true;
    }
    if (is(schema, SchemaType.STRING)) {
      return ofText(schema, owner, name);
    }
    var values = schema.getAdditionalPropertiesSchema();
    return values == null ? Map.of() : Map.of("key", of(values, owner, name, depth + 1));
  }

  private Object ofNumber(Schema schema, String name) {
    if (byName.get(name) instanceof Number number) {
      return number;
    }
    var least = schema.getMinimum() == null ? BigDecimal.ONE : schema.getMinimum();
    return least.max(BigDecimal.ONE);
  }

  private Object ofText(Schema schema, String owner, String name) {
    return switch (String.valueOf(schema.getFormat())) {
      case "date-time" -> DATE_TIME;
      case "date" -> DATE_TIME.substring(0, DATE_TIME.indexOf('T'));
      case "uuid" -> byName.getOrDefault("id", "");
      default -> named(owner, name);
    };
  }

  private Object named(String owner, String name) {
    var known = byName.containsKey(name) ? byName.get(name) : byName.get(owner);
    if (known == null) {
      missing.add(owner + "." + name);
      return "";
    }
    return known;
  }

  private static boolean isList(Schema schema) {
    return is(schema, SchemaType.ARRAY);
  }

  private static boolean is(Schema schema, SchemaType type) {
    return schema.getType() != null && schema.getType().contains(type);
  }
}
