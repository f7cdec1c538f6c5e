package io.orgplane.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Ends what this JVM has started when this JVM ends, even by {@code kill -9}: a small shell process
 * reads from a pipe whose other end is here, and when the pipe closes it sends each watched process
 * its signal, and ten seconds later a last one. It ignores Ctrl-C itself, which a terminal sends to
 * everybody.
 */
public final class Reaper {
  /**
   * How a process is asked to go. PostgreSQL takes TERM as "when the last client has gone", so it
   * gets INT.
   */
  public enum Signal {
    TERM,
    INT
  }

  private static final class Holder {
    static final Reaper SHARED = launch();
  }

  private final Writer pipe;

  private Reaper(Writer pipe) {
    this.pipe = pipe;
  }

  /** The one of this JVM. */
  public static Reaper shared() {
    return Holder.SHARED;
  }

  public void watch(long pid, Signal signal) {
    say("+ %s %d%n".formatted(signal, pid));
  }

  /** To be called once the process has ended: its id may be given to another. */
  public void forget(long pid) {
    tell("- %d%n".formatted(pid));
  }

  /** A temporary folder that goes once the watched processes have gone. */
  public void removeAtEnd(Path folder) {
    say("/ %s%n".formatted(folder.toAbsolutePath()));
  }

  /** To be called once the folder has been removed: its name may be given to another. */
  public void forget(Path folder) {
    tell("= %s%n".formatted(folder.toAbsolutePath()));
  }

  private void say(String line) {
    if (!tell(line)) {
      throw new IllegalStateException(
          "the reaper has gone, so processes might be left behind if this one is killed");
    }
  }

  /** False when nobody listens any more, who therefore has nothing to forget either. */
  private synchronized boolean tell(String line) {
    try {
      pipe.write(line);
      pipe.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Reaper launch() {
    try (InputStream script = Reaper.class.getResourceAsStream("reaper.sh")) {
      if (script == null) {
        throw new IllegalStateException("reaper.sh is missing beside its class");
      }
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      Process process =
          new ProcessBuilder("sh", "-c", text)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new Reaper(process.outputWriter(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the reaper", e);
    }
  }
}
