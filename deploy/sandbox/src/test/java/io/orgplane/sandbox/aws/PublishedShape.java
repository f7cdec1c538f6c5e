package io.orgplane.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A value against a shape of a published model; what deviates is collected with its place. */
record PublishedShape(JsonNode shapes, boolean asText, List<String> deviations) {

  /**
   * What AWS is known to answer though its models do not allow it: how a model is had that only
   * profiles offer, and the model without a region behind a global profile.
   */
  private static final Pattern BEYOND =
      Pattern.compile("INFERENCE_PROFILE|arn:aws:bedrock:::foundation-model/[a-z0-9.:-]+");

  static PublishedShape of(JsonNode shapes, boolean asText) {
    return new PublishedShape(shapes, asText, new ArrayList<>());
  }

  void check(String name, JsonNode value, String at) {
    var shape = shapes.required(name);
    switch (shape.required("type").asText()) {
      case "structure" -> structure(shape, value, at);
      case "list" ->
          value.forEach(each -> check(shape.at("/member/shape").asText(), each, at + "[]"));
      case "map" ->
          value.forEach(each -> check(shape.at("/value/shape").asText(), each, at + "{}"));
      case "string" -> string(shape, value, at);
      case "integer", "long" -> number(shape, value, at);
      case "boolean" -> expect(value.isBoolean() || asText, at, "a boolean");
      case "timestamp" -> timestamp(shape, value, at);
      case "blob" -> expect(value.isTextual() && base64(value.asText()), at, "base64");
      default -> expect(false, at, "a known type, not " + shape.path("type").asText());
    }
  }

  private void structure(JsonNode shape, JsonNode value, String at) {
    expect(value.isObject(), at, "a structure");
    var members = shape.path("members");
    for (var field : value.properties()) {
      var member = members.path(field.getKey());
      if (member.isMissingNode()) {
        deviations.add(at + "." + field.getKey() + " is unknown to AWS");
      } else {
        check(member.required("shape").asText(), field.getValue(), at + "." + field.getKey());
      }
    }
    for (var required : shape.path("required")) {
      var elsewhere = members.path(required.asText()).has("location");
      expect(
          elsewhere || value.has(required.asText()),
          at + "." + required.asText(),
          "there, as it always is");
    }
    if (shape.path("union").asBoolean()) {
      expect(value.size() == 1, at, "exactly one member");
    }
  }

  private void string(JsonNode shape, JsonNode value, String at) {
    expect(value.isTextual(), at, "a string");
    var text = value.asText();
    if (BEYOND.matcher(text).matches()) {
      return;
    }
    var allowed = shape.path("enum");
    if (!allowed.isMissingNode()) {
      var known = new ArrayList<String>();
      allowed.forEach(each -> known.add(each.asText()));
      expect(known.contains(text), at, "one of " + known + ", not " + text);
    }
    expect(text.length() >= shape.path("min").asInt(0), at, "at least " + shape.path("min"));
    expect(
        text.length() <= shape.path("max").asInt(Integer.MAX_VALUE),
        at,
        "at most " + shape.path("max"));
    if (shape.has("pattern")) {
      var pattern = Pattern.compile(shape.get("pattern").asText());
      expect(pattern.matcher(text).find(), at, "of the pattern " + pattern + ", not " + text);
    }
  }

  private void number(JsonNode shape, JsonNode value, String at) {
    expect(asText ? value.asText().matches("\\d+") : value.isIntegralNumber(), at, "a number");
    expect(value.asLong() >= shape.path("min").asLong(Long.MIN_VALUE), at, "not below the least");
    expect(value.asLong() <= shape.path("max").asLong(Long.MAX_VALUE), at, "not above the most");
  }

  /** Query writes ISO 8601, JSON the seconds since the epoch, unless the shape says otherwise. */
  private void timestamp(JsonNode shape, JsonNode value, String at) {
    var iso = asText || shape.path("timestampFormat").asText().equals("iso8601");
    expect(iso ? isInstant(value.asText()) : value.isNumber(), at, iso ? "ISO 8601" : "seconds");
  }

  private void expect(boolean holds, String at, String wanted) {
    if (!holds) {
      deviations.add(at + " is not " + wanted);
    }
  }

  private static boolean isInstant(String text) {
    try {
      return Instant.parse(text).isAfter(Instant.EPOCH);
    } catch (java.time.format.DateTimeParseException malformed) {
      return false;
    }
  }

  private static boolean base64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
