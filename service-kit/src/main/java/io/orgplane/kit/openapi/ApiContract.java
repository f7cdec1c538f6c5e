package io.orgplane.kit.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What {@code contracts/api} says of every service: the problem codes, the tags, the examples. */
record ApiContract(Map<String, Code> codes, List<Tagging> tags, Map<String, Object> examples) {

  /**
   * A problem code that clients may rely on.
   *
   * @param status with which of them it comes
   * @param detail what its reader is told, or something like it
   * @param planned no operation gives it yet
   */
  record Code(List<Integer> status, String detail, boolean planned) {}

  /** A tag, and the paths of its operations: whole, or beginnings that end in a slash or dash. */
  record Tagging(String name, String description, List<String> paths) {
    int fit(String path) {
      return paths.stream()
          .filter(each -> isOf(path, each))
          .mapToInt(String::length)
          .max()
          .orElse(0);
    }

    private static boolean isOf(String path, String prefix) {
      return path.equals(prefix)
          || (path.startsWith(prefix)
              && (prefix.endsWith("/")
                  || prefix.endsWith("-")
                  || path.charAt(prefix.length()) == '/'));
    }
  }

  static ApiContract read() {
    return new ApiContract(
        read("problems", new TypeReference<>() {}),
        read("tags", new TypeReference<>() {}),
        read("examples", new TypeReference<>() {}));
  }

  /** The tag whose path says most of this one. */
  Optional<Tagging> tagOf(String path) {
    return tags.stream()
        .filter(each -> each.fit(path) > 0)
        .reduce((one, other) -> other.fit(path) > one.fit(path) ? other : one);
  }

  private static <T> T read(String name, TypeReference<T> type) {
    var resource = "contracts/api/" + name + ".json";
    var loader = ApiContract.class.getClassLoader();
    try (InputStream file = loader.getResourceAsStream(resource)) {
      return new ObjectMapper().readValue(Objects.requireNonNull(file, resource), type);
    } catch (IOException broken) {
      throw new UncheckedIOException(resource, broken);
    }
  }
}
