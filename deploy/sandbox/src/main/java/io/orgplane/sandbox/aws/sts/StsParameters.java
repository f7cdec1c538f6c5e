package io.orgplane.sandbox.aws.sts;

import io.orgplane.sandbox.aws.http.AwsProblem;
import io.orgplane.sandbox.aws.http.AwsRequest;
import io.orgplane.sandbox.aws.http.Percent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of one query call, checked as the STS API reference constrains them. */
record StsParameters(Map<String, String> values) {
  private static final String VERSION = "2011-06-15";

  static StsParameters of(AwsRequest request) {
    var values = new LinkedHashMap<String, String>();
    add(values, request.rawQuery());
    if (request.method().equals("POST")) {
      add(values, new String(request.body(), StandardCharsets.UTF_8));
    }
    return new StsParameters(values);
  }

  /** The action that a request names, if it can be read at all. */
  static String claimedAction(AwsRequest request) {
    try {
      return of(request).values.getOrDefault("Action", "");
    } catch (AwsProblem unreadable) {
      return "";
    }
  }

  String action() {
    var action = values.getOrDefault("Action", "");
    if (action.isEmpty()) {
      throw refused("MissingAction", "The request must contain the parameter Action");
    }
    return action;
  }

  /** Also when the version is another: an action belongs to one version of the API. */
  AwsProblem unknownAction() {
    var version = values.getOrDefault("Version", "NO_VERSION_SPECIFIED");
    return refused(
        "InvalidAction", "Could not find operation " + action() + " for version " + version);
  }

  boolean ofKnownVersion() {
    return VERSION.equals(values.get("Version"));
  }

  /** What is not meant for an action is refused here, so that a misspelt parameter is seen. */
  void only(Set<String> known) {
    for (var name : values.keySet()) {
      if (!known.contains(name) && !name.equals("Action") && !name.equals("Version")) {
        throw invalid("Unknown parameter: " + name);
      }
    }
  }

  String required(String name, int least, int most, Pattern pattern) {
    return optional(name, least, most, pattern)
        .orElseThrow(
            () ->
                invalid(
                    "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
                        .formatted(member(name))));
  }

  Optional<String> optional(String name, int least, int most, Pattern pattern) {
    var value = Optional.ofNullable(values.get(name));
    value.ifPresent(
        given -> {
          if (given.length() < least) {
            throw constraint(
                name, given, "Member must have length greater than or equal to " + least);
          }
          if (given.length() > most) {
            throw constraint(name, given, "Member must have length less than or equal to " + most);
          }
          if (!pattern.matcher(given).matches()) {
            throw constraint(
                name, given, "Member must satisfy regular expression pattern: " + pattern);
          }
        });
    return value;
  }

  int duration(int usual, int least, int most) {
    var given = values.get("DurationSeconds");
    if (given == null) {
      return usual;
    }
    if (!given.matches("\\d{1,9}")) {
      throw refused("MalformedInput", "DurationSeconds is not an integer");
    }
    var seconds = Integer.parseInt(given);
    if (seconds < least) {
      throw constraint(
          "DurationSeconds", given, "Member must have value greater than or equal to " + least);
    }
    if (seconds > most) {
      throw constraint(
          "DurationSeconds", given, "Member must have value less than or equal to " + most);
    }
    return seconds;
  }

  static AwsProblem invalid(String message) {
    return refused("ValidationError", message);
  }

  private static AwsProblem constraint(String name, String value, String constraint) {
    return invalid(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(value, member(name), constraint));
  }

  private static AwsProblem refused(String code, String message) {
    return new AwsProblem.Refused(400, code, message);
  }

  private static String member(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static void add(Map<String, String> values, String form) {
    for (var pair : form.strip().split("&", -1)) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        var name = Percent.decodeForm(pair.substring(0, equals));
        var value = Percent.decodeForm(pair.substring(equals + 1));
        if (values.put(name, value) != null) {
          throw refused("MalformedQueryString", "The parameter " + name + " is given twice");
        }
      }
    }
  }
}
