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

  void release() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> content = Files.walk(path)) {
      content.sorted(Comparator.reverseOrder()).forEach(DataFolder::delete);
      Reaper.shared().forget(path);
    } catch (IOException | UncheckedIOException e) {
      // Something was still written to: the reaper removes the rest once everything has ended.
      return;
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
