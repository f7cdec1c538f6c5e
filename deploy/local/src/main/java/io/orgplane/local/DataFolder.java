package io.orgplane.local;

import io.orgplane.embedded.Reaper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a stack keeps what it knows: a folder that somebody named, or one that goes with the stack.
 */
record DataFolder(Path path, boolean temporary) {

  static DataFolder open(@Nullable Path kept) {
    try {
      if (kept != null) {
        return new DataFolder(Files.createDirectories(kept).toAbsolutePath().normalize(), false);
      }
      Path temporary = Files.createTempDirectory("orgplane-");
      Reaper.shared().removeAtEnd(temporary);
      return new DataFolder(temporary, true);
    } catch (IOException e) {
      throw new StackFailure(
          "cannot make the data folder %s: %s".formatted(kept, e.getMessage()), e);
    }
  }

  Path logs() {
    return path.resolve("logs");
  }

  /** Takes a temporary folder away. */
  void release() {
    if (temporary && deleted(path)) {
      Reaper.shared().forget(path);
    }
  }

  /**
   * Takes all of a temporary folder away but the logs: a message has just sent somebody to them.
   */
  void releaseAllButLogs() {
    if (!temporary) {
      return;
    }
    Reaper.shared().forget(path);
    try (Stream<Path> parts = Files.list(path)) {
      parts.filter(part -> !part.equals(logs())).forEach(DataFolder::deleted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * False where something was still written to: the reaper removes the rest once everything has
   * ended.
   */
  private static boolean deleted(Path root) {
    try (Stream<Path> content = Files.walk(root)) {
      content.sorted(Comparator.reverseOrder()).forEach(DataFolder::delete);
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
