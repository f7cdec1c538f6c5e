package io.orgplane.sandbox.stripe.api;

import io.orgplane.sandbox.stripe.api.ExpansionGraph.Edge;
import io.orgplane.sandbox.stripe.api.ExpansionGraph.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code expand[]}: paths are checked before anything happens, and applied to the answer. */
public final class Expansion {
  private static final int DEEPEST = 4;
  private final ExpansionGraph graph = new ExpansionGraph();
  private final Map<String, Function<String, ? extends Resource>> byType = new HashMap<>();
  private final Map<String, Function<String, JsonObject>> included = new HashMap<>();

  /** How an object of this type is found by its id. */
  public void type(String type, Function<String, ? extends Resource> find) {
    byType.put(type, find);
  }

  /**
   * How a field that is only shown on request is made, from its owner's id: {@code
   * invoice.payments}.
   */
  public void field(String typeAndField, Function<String, JsonObject> make) {
    included.put(typeAndField, make);
  }

  void check(String type, List<String> paths) {
    paths.forEach(path -> check(type, path));
  }

  void apply(String type, JsonObject answer, List<String> paths) {
    paths.forEach(path -> walk(type, answer, List.of(path.split("\\."))));
  }

  private void check(String answered, String path) {
    String type = answered;
    List<String> steps = List.of(path.split("\\.", -1));
    if (steps.size() > DEEPEST + (answered.startsWith("list<") ? 1 : 0)) {
      throw ApiError.invalid(
          "You cannot expand more than " + DEEPEST + " levels: " + path, "expand");
    }
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      boolean last = i == steps.size() - 1;
      Edge edge = type.startsWith("list<") ? intoList(type, step) : graph.edge(type, step);
      if (edge == null || (last && edge.kind() == Kind.STRUCTURE)) {
        throw ApiError.invalid("This property cannot be expanded (" + path + ").", "expand[0]");
      }
      type = edge.target();
    }
  }

  private static Edge intoList(String type, String step) {
    return step.equals("data")
        ? new Edge(type.substring("list<".length(), type.length() - 1), Kind.STRUCTURE)
        : new Edge("", Kind.STRUCTURE);
  }

  private void walk(String type, JsonObject owner, List<String> steps) {
    String step = steps.getFirst();
    Edge edge = type.startsWith("list<") ? intoList(type, step) : graph.edge(type, step);
    if (edge == null) {
      return;
    }
    Object value = owner.getValue(step);
    if (edge.kind() == Kind.REFERENCE && value instanceof String id) {
      owner.put(step, find(edge.target(), id));
    } else if (edge.kind() == Kind.INCLUDED_ON_REQUEST && value == null) {
      Function<String, JsonObject> make = included.get(type + "." + step);
      owner.put(step, make == null ? null : make.apply(owner.getString("id")));
    }
    if (steps.size() > 1) {
      descend(edge.target(), owner.getValue(step), steps.subList(1, steps.size()));
    }
  }

  private void descend(String type, Object value, List<String> steps) {
    if (value instanceof JsonObject nested) {
      walk(type, nested, steps);
    } else if (value instanceof JsonArray array) {
      array.forEach(item -> descend(type, item, steps));
    }
  }

  private JsonObject find(String type, String id) {
    Function<String, ? extends Resource> find = byType.get(type);
    if (find == null) {
      throw new IllegalStateException("Nobody keeps objects of type " + type);
    }
    return find.apply(id).json();
  }
}
