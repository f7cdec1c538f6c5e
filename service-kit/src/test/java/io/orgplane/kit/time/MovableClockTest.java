package io.orgplane.kit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovableClockTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Clock SYSTEM = Clock.fixed(NOON, ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void follows_the_file() throws Exception {
    Path file = folder.resolve("offset");
    Clock clock = new MovableClock(file, SYSTEM);
    assertThat(clock.instant()).isEqualTo(NOON);

    Files.writeString(file, "86400\n");
    await().until(() -> clock.instant().equals(NOON.plus(Duration.ofDays(1))));
  }

  @Test
  void keeps_its_time_when_the_file_cannot_be_understood() throws Exception {
    Path file = folder.resolve("offset");
    Files.writeString(file, "60");
    Clock clock = new MovableClock(file, SYSTEM);
    Files.writeString(file, "soon");
    await()
        .during(Duration.ofMillis(150))
        .until(() -> clock.instant().equals(NOON.plusSeconds(60)));
  }
}
