package io.orgplane.local.part;

import io.orgplane.embedded.Reaper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs beside the launcher and ends with it. Ctrl-C at a terminal goes to every
 * process of it at once; children do not hear it, so that the launcher can end them in order.
 */
final class ChildProcess {
  /** Would configure a child behind our back. */
  private static final List<String> NOT_INHERITED =
      List.of("KC_", "QUARKUS_", "ORGPLANE_", "KAFKA_", "AWS_", "SMALLRYE_");

  private final Process process;
  private final LogFile log;

  private ChildProcess(Process process, LogFile log) {
    this.process = process;
    this.log = log;
  }

  static ChildProcess start(
      List<String> command, Map<String, String> environment, Path workingDirectory, LogFile log) {
    List<String> deafToInterrupts =
        new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    deafToInterrupts.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(deafToInterrupts)
            .directory(workingDirectory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    builder
        .environment()
        .keySet()
        .removeIf(name -> NOT_INHERITED.stream().anyMatch(name::startsWith));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Reaper.shared().watch(process.pid(), Reaper.Signal.TERM);
      process.onExit().thenAccept(ended -> Reaper.shared().forget(ended.pid()));
      return new ChildProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.getFirst(), e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  LogFile log() {
    return log;
  }

  /** Calls back when the process has ended, however it did. */
  void whenEnded(Runnable then) {
    process.onExit().thenRun(then);
  }

  /** Asks it to go, and makes it go when it does not. */
  void stop(Duration patience) {
    process.destroy();
    if (!endsWithin(patience)) {
      kill();
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    endsWithin(Duration.ofSeconds(5));
  }

  /** Any other signal, by its name. */
  void signal(String name) {
    try {
      int failed = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
      if (failed != 0) {
        throw new IllegalStateException("SIG" + name + " did not reach " + pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send SIG" + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  int awaitEnd() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private boolean endsWithin(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
