package io.orgplane.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a short-lived command to its end. What it printed is only told when it fails. */
final class CommandLine {
  private CommandLine() {}

  static void run(List<String> command) {
    Result result = tryRun(command);
    if (result.exit() != 0) {
      throw new IllegalStateException(
          "%s ended with %d:%n%s"
              .formatted(String.join(" ", command), result.exit(), result.output()));
    }
  }

  /** A command that cannot be started at all answers like one that failed. */
  static Result tryRun(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      return new Result(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
    }
  }

  record Result(int exit, String output) {}
}
