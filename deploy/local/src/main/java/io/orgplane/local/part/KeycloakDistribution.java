package io.orgplane.local.part;

import io.orgplane.local.StackFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The unpacked Keycloak. Its own build step, in which it fixes the database kind and optimizes
 * itself, takes twenty seconds and is done once; a marker tells with which options.
 */
final class KeycloakDistribution {
  private static final List<String> BUILD =
      List.of(
          "build",
          "--db=dev-file",
          "--health-enabled=false",
          "--metrics-enabled=false",
          "--features-disabled=twitter-broker");

  private final Path root;

  private KeycloakDistribution(Path root) {
    this.root = root;
  }

  static KeycloakDistribution in(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> Files.exists(child.resolve("lib/quarkus-run.jar")))
          .findFirst()
          .map(KeycloakDistribution::new)
          .orElseThrow(() -> missing(folder));
    } catch (IOException e) {
      throw missing(folder);
    }
  }

  private static StackFailure missing(Path folder) {
    return new StackFailure(
        "Keycloak is not unpacked in %s: build the module deploy/local first".formatted(folder));
  }

  Path root() {
    return root;
  }

  /**
   * What runs it with this home folder, which holds its data. The process that starts is Keycloak
   * itself, not a script.
   */
  List<String> command(Path home, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(JavaProgram.path());
    command.addAll(
        List.of(
            "-Xms64m",
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED"));
    for (String opened :
        List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
      command.add("--add-opens=java.base/%s=ALL-UNNAMED".formatted(opened));
    }
    command.addAll(
        List.of(
            "-Dkc.home.dir=" + home,
            "-Djboss.server.config.dir=" + home.resolve("conf"),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "-Duser.language=en",
            "-Duser.country=US",
            "-cp",
            root.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(arguments);
    return command;
  }

  /** Two launchers may come at once: the second waits for the first. */
  void buildOnce(LogFile log) {
    try (RandomAccessFile file =
            new RandomAccessFile(root.resolve("orgplane-build.lock").toFile(), "rw");
        FileLock held = Objects.requireNonNull(file.getChannel().lock())) {
      Path marker = root.resolve("orgplane-build.options");
      String options = String.join(" ", BUILD);
      if (held.isValid() && !(Files.exists(marker) && Files.readString(marker).equals(options))) {
        build(log);
        Files.writeString(marker, options);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare Keycloak in " + root, e);
    }
  }

  private void build(LogFile log) {
    ChildProcess building = ChildProcess.start(command(root, BUILD), Map.of(), root, log);
    int exit = building.awaitEnd();
    if (exit != 0) {
      throw new StackFailure(
          "Keycloak's build step ended with %d:%n%s%nThe whole log: %s"
              .formatted(exit, log.tail(15), log.path()));
    }
  }
}
