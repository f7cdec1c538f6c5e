package io.orgplane.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.local.StackAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What docs/orgplane.http says is so: it is run as it stands. */
@ExtendWith(RunningSuite.class)
class RequestFileIT {

  private static final int PATIENCE_MINUTES = 5;

  @Test
  void every_request_of_the_walk_is_answered_as_it_says(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output");

    Process walk = walk(output);

    assertThat(walk.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(walk.exitValue()).as(said).isZero();
    assertThat(said).contains("✓ it is deleted").doesNotContain("✖");
  }

  private static Process walk(Path output) throws IOException {
    Path repository = Path.of(System.getProperty("orgplane.repository"));
    StackAddresses at = RunningSuite.addresses();
    return new ProcessBuilder(
            List.of(
                "node",
                repository.resolve("journeys/walk/walk.mjs").toString(),
                repository.resolve("docs/orgplane.http").toString(),
                "host=" + at.frontDoor(),
                "keycloak=" + at.keycloak(),
                "sandbox=" + at.sandbox(),
                "stripe=" + at.stripe(),
                "aws=" + at.aws()))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
