package io.orgplane.local.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process has printed. */
public record LogFile(Path path) {
  /** A part has one, which its restarts append to. */
  static LogFile in(Path folder, String part) {
    try {
      return new LogFile(Files.createDirectories(folder).resolve(part + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }

  /** Its last lines, indented below the message that they explain. */
  public String tail(int lines) {
    List<String> all = lines();
    List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
    return String.join(System.lineSeparator(), last).indent(4).stripTrailing();
  }

  private List<String> lines() {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("(nothing was printed)");
    }
  }
}
