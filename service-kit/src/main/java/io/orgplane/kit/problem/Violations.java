package io.orgplane.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.orgplane.kit.problem.Problem.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/**
 * What is wrong with a request, field by field. The refused values themselves are never repeated.
 */
final class Violations {

  private Violations() {}

  static List<Violation> of(ConstraintViolationException invalid) {
    return invalid.getConstraintViolations().stream()
        .map(Violations::of)
        .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
        .toList();
  }

  static List<Violation> of(JsonProcessingException unreadable) {
    return List.of(
        switch (unreadable) {
          case UnrecognizedPropertyException unknown ->
              new Violation(path(unknown), "is not a known field");
          case InvalidFormatException malformed ->
              new Violation(path(malformed), "does not have the form that is expected here");
          case MismatchedInputException mismatched ->
              new Violation(path(mismatched), "is not of the type that is expected here");
          case JsonMappingException mapping -> new Violation(path(mapping), "cannot be read");
          default -> new Violation("", "the body is not well-formed JSON");
        });
  }

  private static Violation of(ConstraintViolation<?> violation) {
    return new Violation(path(violation.getPropertyPath()), violation.getMessage());
  }

  /** Without the method and its parameter, which mean nothing to a caller. */
  private static String path(Path path) {
    StringJoiner joined = new StringJoiner(".");
    String parameter = "";
    for (Path.Node node : path) {
      if (node.getKind() == ElementKind.PARAMETER) {
        parameter = node.getName();
      } else if (node.getKind() != ElementKind.METHOD && node.getName() != null) {
        joined.add(indexed(node));
      }
    }
    return joined.length() == 0 ? parameter : joined.toString();
  }

  private static String indexed(Path.Node node) {
    if (node.getKind() == ElementKind.CONTAINER_ELEMENT) {
      return "[" + node.getIndex() + "]";
    }
    return node.getIndex() == null ? node.getName() : "[" + node.getIndex() + "]." + node.getName();
  }

  private static String path(JsonMappingException mapping) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : mapping.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}
