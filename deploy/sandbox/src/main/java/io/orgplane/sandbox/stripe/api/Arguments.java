package io.orgplane.sandbox.stripe.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checked parameters of one call, or of one hash within it. */
public final class Arguments {
  static final Object CLEARED = new Object();
  private final Map<String, Object> values;
  private final String prefix;

  Arguments(Map<String, Object> values) {
    this(values, "");
  }

  Arguments(Map<String, Object> values, String prefix) {
    this.values = values;
    this.prefix = prefix;
  }

  /** The full name of a parameter, as errors name it: {@code items[0][price]}. */
  public String nameOf(String param) {
    return prefix.isEmpty() ? param : prefix + "[" + param + "]";
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public boolean isCleared(String name) {
    return values.get(name) == CLEARED;
  }

  public @Nullable String string(String name) {
    return values.get(name) instanceof String text ? text : null;
  }

  public String string(String name, String otherwise) {
    return values.get(name) instanceof String text ? text : otherwise;
  }

  public String require(String name) {
    if (values.get(name) instanceof String text) {
      return text;
    }
    throw ApiError.missing(nameOf(name));
  }

  public @Nullable Long integer(String name) {
    return values.get(name) instanceof Long number ? number : null;
  }

  public long integer(String name, long otherwise) {
    return values.get(name) instanceof Long number ? number : otherwise;
  }

  public long requireInteger(String name) {
    if (values.get(name) instanceof Long number) {
      return number;
    }
    throw ApiError.missing(nameOf(name));
  }

  /** A whole number that may not be negative: a quantity, an amount. */
  public long count(String name, long otherwise) {
    long number = integer(name, otherwise);
    if (number < 0) {
      throw ApiError.invalid(
          "parameter_invalid_integer",
          "This value must be greater than or equal to 0.",
          nameOf(name));
    }
    return number;
  }

  public @Nullable BigDecimal decimal(String name) {
    return values.get(name) instanceof BigDecimal number ? number : null;
  }

  public @Nullable Boolean bool(String name) {
    return values.get(name) instanceof Boolean flag ? flag : null;
  }

  public boolean bool(String name, boolean otherwise) {
    return values.get(name) instanceof Boolean flag ? flag : otherwise;
  }

  @SuppressWarnings("unchecked")
  public List<String> strings(String name) {
    return values.get(name) instanceof List<?> list ? (List<String>) list : List.of();
  }

  public Arguments hash(String name) {
    return values.get(name) instanceof Arguments nested
        ? nested
        : new Arguments(Map.of(), nameOf(name));
  }

  @SuppressWarnings("unchecked")
  public List<Arguments> hashes(String name) {
    return values.get(name) instanceof List<?> list ? (List<Arguments>) list : List.of();
  }

  @SuppressWarnings("unchecked")
  Map<String, String> metadata() {
    return values.get("metadata") instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
  }

  /** Hands on the new value when the parameter was given: null when it was cleared. */
  public void ifGiven(String name, Consumer<@Nullable String> change) {
    if (has(name)) {
      change.accept(string(name));
    }
  }

  public void refuseTogether(String one, String other) {
    if (has(one) && has(other)) {
      throw ApiError.invalid(
          "parameters_exclusive",
          "You may only specify one of these parameters: " + one + ", " + other + ".",
          one);
    }
  }
}
