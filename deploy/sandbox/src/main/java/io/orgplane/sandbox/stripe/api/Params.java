package io.orgplane.sandbox.stripe.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parameters of one endpoint, and the check that what came fits them. */
public final class Params {
  private static final Param EXPAND = Param.strings("expand");
  private final List<Param> declared;

  private Params(List<Param> declared) {
    this.declared = declared;
  }

  public static Params of(Param... declared) {
    return new Params(Stream.concat(Stream.of(declared), Stream.of(EXPAND)).toList());
  }

  /** The parameters of a list, beside its own filters. */
  public static Params ofList(Param... filters) {
    return of(
        Stream.concat(
                Stream.of(filters),
                Stream.of(
                    Param.integer("limit"),
                    Param.string("starting_after"),
                    Param.string("ending_before")))
            .toArray(Param[]::new));
  }

  /** No parameters at all, for what the stand-in does by itself. */
  public static Arguments none() {
    return new Arguments(Map.of());
  }

  /** A single parameter, for what the stand-in does by itself. */
  public static Arguments given(String name, String value) {
    return new Arguments(Map.of(name, value));
  }

  public List<Param> declared() {
    return declared;
  }

  Arguments check(Map<String, Object> given) {
    return new Arguments(hash(declared, given, ""));
  }

  private static Map<String, Object> hash(
      List<Param> declared, Map<String, Object> given, String prefix) {
    refuseUnknown(declared, given, prefix);
    Map<String, Object> checked = new LinkedHashMap<>();
    for (Param param : declared) {
      Object value = given.get(param.name());
      String name = prefix.isEmpty() ? param.name() : prefix + "[" + param.name() + "]";
      if (value != null) {
        checked.put(param.name(), value(param, value, name));
      } else if (param.required()) {
        throw ApiError.missing(name);
      }
    }
    return checked;
  }

  private static void refuseUnknown(
      List<Param> declared, Map<String, Object> given, String prefix) {
    List<String> unknown = new ArrayList<>(given.keySet());
    declared.forEach(param -> unknown.remove(param.name()));
    if (unknown.isEmpty()) {
      return;
    }
    List<String> names =
        unknown.stream().map(name -> prefix.isEmpty() ? name : prefix + "[" + name + "]").toList();
    String label =
        names.size() == 1 ? "Received unknown parameter: " : "Received unknown parameters: ";
    throw ApiError.invalid("parameter_unknown", label + String.join(", ", names), names.getFirst());
  }

  private static Object value(Param param, Object given, String name) {
    if (given instanceof String text) {
      return text.isEmpty() ? empty(param, name) : Leaf.read(param, text, name);
    }
    return nested(param, asMap(given), name);
  }

  private static Object empty(Param param, String name) {
    if (param.clearable()) {
      return Arguments.CLEARED;
    }
    throw ApiError.invalid(
        "parameter_invalid_empty", "An empty string cannot unset '" + name + "'.", name);
  }

  private static Object nested(Param param, Map<String, Object> given, String name) {
    return switch (param.kind()) {
      case HASH -> new Arguments(hash(param.fields(), given, name), name);
      case HASHES -> hashes(param, given, name);
      case STRINGS -> strings(given, name);
      case METADATA -> Metadata.checked(given, name);
      case STRING, INTEGER, DECIMAL, BOOLEAN, ENUM ->
          throw ApiError.invalid("Invalid string: " + given, name);
    };
  }

  private static List<Arguments> hashes(Param param, Map<String, Object> given, String name) {
    List<Arguments> all = new ArrayList<>();
    given.forEach(
        (position, item) -> {
          String at = name + "[" + position + "]";
          if (!(item instanceof Map)) {
            throw ApiError.invalid("Invalid hash", at);
          }
          all.add(new Arguments(hash(param.fields(), asMap(item), at), at));
        });
    return all;
  }

  private static List<String> strings(Map<String, Object> given, String name) {
    List<String> all = new ArrayList<>();
    given.forEach(
        (position, item) -> {
          if (!(item instanceof String text) || text.isEmpty()) {
            throw ApiError.invalid("Invalid string", name + "[" + position + "]");
          }
          all.add(text);
        });
    return all;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object nested) {
    return (Map<String, Object>) nested;
  }
}
