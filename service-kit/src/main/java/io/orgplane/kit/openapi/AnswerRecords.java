package io.orgplane.kit.openapi;

import io.orgplane.kit.openapi.AnswerFields.Presence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** The records that schemas were made of, found again by their names and fields. */
record AnswerRecords(IndexView index) {

  private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
  private static final DotName OPTIONAL = DotName.createSimple("java.util.Optional");
  private static final DotName INCLUDE =
      DotName.createSimple("com.fasterxml.jackson.annotation.JsonInclude");
  private static final DotName PROPERTY =
      DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
  private static final DotName IGNORE =
      DotName.createSimple("com.fasterxml.jackson.annotation.JsonIgnore");
  private static final DotName SCHEMA =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

  /**
   * How each field is written; nothing when there is no such record, or several that do not agree.
   */
  Map<String, Presence> of(String schema, Set<String> fields) {
    List<Map<String, Presence>> found =
        index.getKnownClasses().stream()
            .filter(ClassInfo::isRecord)
            .filter(type -> isNamed(type, schema))
            .filter(type -> fields.containsAll(names(type)))
            .map(type -> presences(type, fields))
            .distinct()
            .toList();
    return found.size() == 1 ? found.getFirst() : Map.of();
  }

  /** Of two types of one name the second is numbered; a generic one is followed by its argument. */
  private static boolean isNamed(ClassInfo type, String schema) {
    String simple = type.simpleName();
    AnnotationInstance said = type.declaredAnnotation(SCHEMA);
    boolean renamed =
        said != null && said.value("name") != null && said.value("name").asString().equals(schema);
    boolean generic = !type.typeParameters().isEmpty() && schema.startsWith(simple);
    return renamed || generic || schema.replaceFirst("\\d+$", "").equals(simple);
  }

  private static List<String> names(ClassInfo type) {
    return written(type).map(component -> name(type, component)).toList();
  }

  private static Stream<RecordComponentInfo> written(ClassInfo type) {
    return type.recordComponents().stream()
        .filter(component -> said(IGNORE, type, component) == null);
  }

  private static String name(ClassInfo type, RecordComponentInfo component) {
    return name(component.name(), said(PROPERTY, type, component));
  }

  private static String name(String own, @Nullable AnnotationInstance said) {
    return said == null || said.value() == null ? own : said.value().asString();
  }

  /** Jackson's annotations are none of components: what stands there goes to the field. */
  private static @Nullable AnnotationInstance said(
      DotName what, ClassInfo type, RecordComponentInfo component) {
    FieldInfo field = type.field(component.name());
    return field == null ? null : field.annotation(what);
  }

  private static Map<String, Presence> presences(ClassInfo type, Set<String> fields) {
    Map<String, Presence> found = new HashMap<>();
    written(type).forEach(component -> found.put(name(type, component), presence(type, component)));
    for (MethodInfo method : type.methods()) {
      String property = property(method);
      if (fields.contains(property) && method.returnType().kind() == Type.Kind.PRIMITIVE) {
        found.putIfAbsent(property, Presence.ALWAYS);
      }
    }
    return found;
  }

  private static Presence presence(ClassInfo type, RecordComponentInfo component) {
    String include = include(said(INCLUDE, type, component), type.declaredAnnotation(INCLUDE));
    if (component.type().kind() == Type.Kind.PRIMITIVE && !include.equals("NON_DEFAULT")) {
      return Presence.ALWAYS;
    }
    boolean none = component.type().hasAnnotation(NULLABLE) || isOptional(component.type());
    return switch (include) {
      case "ALWAYS" -> none ? Presence.OR_NULL : Presence.ALWAYS;
      case "NON_NULL" -> none ? Presence.OR_ABSENT : Presence.ALWAYS;
      default -> Presence.OR_ABSENT;
    };
  }

  private static String include(
      @Nullable AnnotationInstance own, @Nullable AnnotationInstance ofType) {
    AnnotationInstance said = own == null ? ofType : own;
    return said == null || said.value() == null ? "ALWAYS" : said.value().asEnum();
  }

  private static boolean isOptional(Type type) {
    return type.name().equals(OPTIONAL);
  }

  /** {@code isOk} and {@code getOk} are written as {@code ok}, and so is one that says so. */
  private static String property(MethodInfo method) {
    if (method.hasDeclaredAnnotation(PROPERTY)) {
      return name(method.name(), method.declaredAnnotation(PROPERTY));
    }
    String stem = method.name().replaceFirst("^(is|get)(?=[A-Z])", "");
    boolean reads = method.parametersCount() == 0 && !stem.equals(method.name());
    return reads ? Character.toLowerCase(stem.charAt(0)) + stem.substring(1) : "";
  }
}
