package io.orgplane.sandbox.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads JSON without forgiveness: unknown fields, duplicate fields, trailing text and coerced
 * scalars are refused. A stand-in that shrugs at a misspelt field teaches its users a lie.
 */
public final class StrictJson {
  /** Also for writing; absent values are left out. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, StrictJson::refuseScalars)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private StrictJson() {}

  /** Reads a body into {@code type}, or refuses with a message that names the field at fault. */
  public static <T> T read(byte[] body, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(body, type);
    } catch (JsonMappingException unfit) {
      throw new BadRequest(fieldAtFault(unfit) + reason(unfit));
    } catch (JsonProcessingException malformed) {
      throw new BadRequest("malformed JSON: " + firstLine(malformed.getOriginalMessage()));
    } catch (IOException unreadable) {
      throw new BadRequest("unreadable body");
    }
    BadRequest.unless(value != null, "a JSON object is expected");
    return value;
  }

  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A number is no text, whatever it would read like. */
  private static void refuseScalars(MutableCoercionConfig text) {
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private static String reason(JsonMappingException unfit) {
    if (unfit instanceof UnrecognizedPropertyException unknown) {
      var known = unknown.getKnownPropertyIds();
      return "unknown field '"
          + unknown.getPropertyName()
          + "'"
          + (known == null ? "" : "; known are " + Arrays.toString(known.toArray()));
    }
    var message =
        unfit.getCause() instanceof BadRequest ours
            ? ours.getMessage()
            : unfit.getOriginalMessage();
    return firstLine(message == null ? "not understood" : message);
  }

  private static String fieldAtFault(JsonMappingException unfit) {
    var path = new StringBuilder();
    for (var step : unfit.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("not understood");
  }
}
