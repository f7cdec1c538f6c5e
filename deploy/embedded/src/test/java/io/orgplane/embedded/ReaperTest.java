package io.orgplane.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReaperTest {

  @Test
  void what_a_killed_jvm_had_started_is_ended_and_its_folder_removed(@TempDir Path folder)
      throws Exception {
    Process launcher = launcher(folder.resolve("a temporary one"));
    List<String> said = launcher.inputReader().lines().limit(2).toList();
    ProcessHandle watched = ProcessHandle.of(Long.parseLong(said.get(0))).orElseThrow();
    ProcessHandle forgotten = ProcessHandle.of(Long.parseLong(said.get(1))).orElseThrow();

    launcher.destroyForcibly().waitFor();

    watched.onExit().get(10, TimeUnit.SECONDS);
    assertThat(forgotten.isAlive()).isTrue();
    forgotten.destroyForcibly();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (Files.exists(folder.resolve("a temporary one")) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(folder.resolve("a temporary one")).doesNotExist();
    assertThat(folder.resolve("kept")).exists();
  }

  private static Process launcher(Path temporary) throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Launcher.class.getName(),
            temporary.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Starts two processes, of which it stops watching one, and waits to be killed. */
  static final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
      Path temporary = Path.of(arguments[0]);
      Path kept = temporary.resolveSibling("kept");
      Files.createDirectories(temporary.resolve("inside"));
      Files.createDirectories(kept);
      Reaper.shared().removeAtEnd(temporary);
      Reaper.shared().removeAtEnd(kept);
      Reaper.shared().forget(kept);
      Process watched = new ProcessBuilder("sleep", "100").start();
      Process forgotten = new ProcessBuilder("sleep", "100").start();
      Reaper.shared().watch(watched.pid(), Reaper.Signal.TERM);
      Reaper.shared().watch(forgotten.pid(), Reaper.Signal.TERM);
      Reaper.shared().forget(forgotten.pid());
      System.out.println(watched.pid());
      System.out.println(forgotten.pid());
      Thread.currentThread().join();
    }
  }
}
