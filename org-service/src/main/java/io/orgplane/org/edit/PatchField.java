package io.orgplane.org.edit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** A text field of a PATCH (RFC 7396): absent leaves it, null clears it, a string sets it. */
@JsonDeserialize(using = PatchField.Reader.class)
public sealed interface PatchField {

  /** It was not sent. */
  record Absent() implements PatchField {}

  /** It was sent as null. */
  record Cleared() implements PatchField {}

  /** It was sent. */
  record Set(String text) implements PatchField {}

  /** Tells a missing field from one that is null, which a plain {@code String} cannot. */
  final class Reader extends StdDeserializer<PatchField> {

    Reader() {
      super(PatchField.class);
    }

    @Override
    public PatchField deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return (PatchField) context.handleUnexpectedToken(PatchField.class, json);
      }
      return new Set(json.getText());
    }

    @Override
    public PatchField getNullValue(DeserializationContext context) {
      return new Cleared();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return new Absent();
    }
  }
}
