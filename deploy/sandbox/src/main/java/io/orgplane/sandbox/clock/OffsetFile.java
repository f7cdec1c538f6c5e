package io.orgplane.sandbox.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The file that other processes poll for the offset: whole seconds in decimal digits and a line
 * feed. It is replaced as a whole, because a reader that meets half a number would jump in time.
 */
public record OffsetFile(Path path) {

  /** Twice the pause between two looks of a service. */
  private static final Duration POLLED_BY_THEN = Duration.ofMillis(100);

  Duration read() {
    try {
      return Duration.ofSeconds(Long.parseLong(Files.readString(path).strip()));
    } catch (NoSuchFileException notMovedYet) {
      return Duration.ZERO;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("clock offset file " + path, unreadable);
    } catch (NumberFormatException foreign) {
      throw new IllegalStateException("clock offset file " + path + " holds no number", foreign);
    }
  }

  /** Returns when whoever polls the file has met the new offset. */
  void write(Duration offset) {
    try {
      var folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      var fresh = Files.createTempFile(folder, ".clock", ".tmp");
      Files.writeString(fresh, offset.toSeconds() + "\n");
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      LockSupport.parkNanos(POLLED_BY_THEN.toNanos());
    } catch (IOException unwritable) {
      throw new UncheckedIOException("clock offset file " + path, unwritable);
    }
  }
}
