package io.orgplane.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Moves the clock of the service under test, as the sandbox moves the local stack's: through the
 * file of {@code orgplane.clock.offset-file}. One clock for the JVM; a test that moves it sets it
 * back.
 */
public final class SuiteClock {

  private static final Duration REREAD_BY_THEN = Duration.ofMillis(100);

  private static @Nullable Path file;

  private SuiteClock() {}

  public static Path file() {
    return Path.of(JvmWide.call(SuiteClock.class, "pathOfTheFile"));
  }

  public static Duration offset() {
    try {
      return Duration.ofSeconds(Long.parseLong(Files.readString(file()).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Once it returns, the service under test goes by the new time. */
  public static void advance(Duration by) {
    write(file(), offset().plus(by));
  }

  /** Once it returns, the service under test goes by the machine's time. */
  public static void reset() {
    write(file(), Duration.ZERO);
  }

  static synchronized String pathOfTheFile() {
    if (file == null) {
      try {
        Path folder = Files.createTempDirectory("orgplane-clock");
        Path created = folder.resolve("offset");
        folder.toFile().deleteOnExit();
        created.toFile().deleteOnExit();
        write(created, Duration.ZERO);
        file = created;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return file.toString();
  }

  /**
   * By a move, so that no reader meets half a number. Returns when whoever reads it every 50 ms has
   * read it again.
   */
  private static void write(Path target, Duration offset) {
    try {
      Path next = Files.createTempFile(target.getParent(), "offset", ".next");
      Files.writeString(next, String.valueOf(offset.toSeconds()));
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      LockSupport.parkNanos(REREAD_BY_THEN.toNanos());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
