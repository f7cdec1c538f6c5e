package io.orgplane.kit.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Says of the fields of answers which are always there and which can be null, as the records that
 * answers are written from say it: by {@code @Nullable} and {@code @JsonInclude}. Of what requests
 * hold too, constraints say already what must be there; it is said what can be null.
 */
final class AnswerFields {

  private final Map<String, Schema> schemas;
  private final AnswerRecords records;

  private AnswerFields(Map<String, Schema> schemas, AnswerRecords records) {
    this.schemas = schemas;
    this.records = records;
  }

  static void describe(OpenAPI api, IndexView index) {
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    if (schemas == null) {
      return;
    }
    AnswerFields fields = new AnswerFields(schemas, new AnswerRecords(index));
    Reached reached = Reached.of(api);
    for (String name : reached.inAnswers()) {
      fields.describe(name, reached.inRequests().contains(name));
    }
  }

  private void describe(String name, boolean requested) {
    Schema schema = schemas.get(name);
    if (schema == null || schema.getProperties() == null) {
      return;
    }
    boolean saidByHand = schema.getRequired() != null;
    if (saidByHand && !requested) {
      return;
    }
    Map<String, Presence> found = records.of(name, schema.getProperties().keySet());
    Map<String, Schema> described = new LinkedHashMap<>(schema.getProperties());
    described.replaceAll(
        (field, said) -> found.get(field) == Presence.OR_NULL ? orNull(said) : said);
    schema.setProperties(described);
    List<String> required =
        described.keySet().stream().filter(field -> isAlwaysThere(found.get(field))).toList();
    if (!requested && !required.isEmpty()) {
      schema.setRequired(required);
    }
  }

  private static boolean isAlwaysThere(@Nullable Presence presence) {
    return presence == Presence.ALWAYS || presence == Presence.OR_NULL;
  }

  private static Schema orNull(Schema schema) {
    if (schema.getRef() != null) {
      return OASFactory.createSchema()
          .description(schema.getDescription())
          .addAnyOf(OASFactory.createSchema().ref(schema.getRef()))
          .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }
    List<SchemaType> types = schema.getType();
    if (types != null && !types.contains(SchemaType.NULL)) {
      schema.addType(SchemaType.NULL);
    }
    return schema;
  }

  /** How a field of a record is written. */
  enum Presence {
    ALWAYS,
    OR_NULL,
    OR_ABSENT
  }
}
