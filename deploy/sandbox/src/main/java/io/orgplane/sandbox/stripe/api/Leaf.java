package io.orgplane.sandbox.stripe.api;

import java.math.BigDecimal;
import java.util.Map;

/** Reads the text of one parameter as what it was declared to be. */
final class Leaf {
  private static final int LONGEST_STRING = 5000;

  private Leaf() {}

  static Object read(Param param, String text, String name) {
    return switch (param.kind()) {
      case STRING -> shortEnough(text, name);
      case INTEGER -> integer(text, name);
      case DECIMAL -> decimal(text, name);
      case BOOLEAN -> bool(text, name);
      case ENUM -> oneOf(param, text, name);
      case HASH -> exactTime(param, text, name);
      case HASHES, STRINGS -> throw ApiError.invalid("Invalid array", name);
      case METADATA -> throw ApiError.invalid("Invalid hash", name);
    };
  }

  private static Object exactTime(Param param, String text, String name) {
    if (param.fields().stream().noneMatch(field -> field.name().equals("gte"))) {
      throw ApiError.invalid("Invalid hash", name);
    }
    Object moment = integer(text, name);
    return new Arguments(Map.of("gte", moment, "lte", moment), name);
  }

  private static String shortEnough(String text, String name) {
    if (text.length() > LONGEST_STRING) {
      throw ApiError.invalid("Invalid string: longer than " + LONGEST_STRING + " characters", name);
    }
    return text;
  }

  private static Long integer(String text, String name) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notOne) {
      throw ApiError.invalid("parameter_invalid_integer", "Invalid integer: " + text, name);
    }
  }

  private static BigDecimal decimal(String text, String name) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notOne) {
      throw ApiError.invalid("Invalid decimal: " + text, name);
    }
  }

  private static Boolean bool(String text, String name) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ApiError.invalid("Invalid boolean: " + text, name);
    };
  }

  private static String oneOf(Param param, String text, String name) {
    if (param.values().contains(text)) {
      return text;
    }
    throw ApiError.invalid(
        "Invalid " + name + ": must be one of " + String.join(", ", param.values()), name);
  }
}
