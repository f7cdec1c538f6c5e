package io.orgplane.sandbox.stripe.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads {@code items[0][price]=a&expand[]=b} into nested maps: a leaf is a String, everything else
 * a map whose keys are names or positions. {@code []} takes the next position.
 */
final class FormBody {
  private FormBody() {}

  static Map<String, Object> parse(String encoded) {
    Map<String, Object> root = new LinkedHashMap<>();
    if (encoded.isBlank()) {
      return root;
    }
    for (String pair : encoded.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = decode(equals < 0 ? pair : pair.substring(0, equals));
      put(root, path(key), equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return root;
  }

  /** The same parameters in another order are the same request. */
  static String canonical(Object parameters) {
    if (!(parameters instanceof Map<?, ?> map)) {
      return "'" + parameters + "'";
    }
    var sorted = new TreeMap<String, String>();
    map.forEach((key, value) -> sorted.put(key.toString(), canonical(value)));
    return sorted.toString();
  }

  private static void put(Map<String, Object> root, List<String> path, String value) {
    Map<String, Object> at = root;
    for (int i = 0; i < path.size() - 1; i++) {
      at = child(at, position(at, path.get(i)));
    }
    at.put(position(at, path.getLast()), value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> parent, String key) {
    if (!(parent.get(key) instanceof Map)) {
      parent.put(key, new LinkedHashMap<String, Object>());
    }
    return (Map<String, Object>) parent.get(key);
  }

  private static String position(Map<String, Object> at, String name) {
    return name.isEmpty() ? String.valueOf(at.size()) : name;
  }

  private static List<String> path(String key) {
    List<String> path = new ArrayList<>();
    int open = key.indexOf('[');
    path.add(open < 0 ? key : key.substring(0, open));
    while (open >= 0) {
      int close = key.indexOf(']', open);
      if (close < 0) {
        throw ApiError.invalid("Invalid parameter name: " + key, key);
      }
      path.add(key.substring(open + 1, close));
      open = key.indexOf('[', close);
    }
    return path;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw ApiError.invalid("The request body is not form-encoded.", null);
    }
  }
}
