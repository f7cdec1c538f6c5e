package io.orgplane.sandbox.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.sandbox.http.BadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffsetClockTest {
  @TempDir Path folder;

  @Test
  void an_advance_is_seen_here_and_in_the_file() throws IOException {
    var file = folder.resolve("clock/offset");
    var clock = OffsetClock.keptIn(new OffsetFile(file));
    clock.advance(Duration.ofDays(31));
    clock.advance(Duration.ofSeconds(1));
    assertThat(Files.readString(file).strip()).isEqualTo("2678401");
    assertThat(Duration.between(Clock.systemUTC().instant(), clock.instant()))
        .isBetween(Duration.ofSeconds(2_678_400), Duration.ofSeconds(2_678_402));
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_clock_goes_on_from_the_file() {
    var file = new OffsetFile(folder.resolve("offset"));
    OffsetClock.keptIn(file).advance(Duration.ofDays(1));
    assertThat(OffsetClock.keptIn(file).offset()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void a_file_that_holds_no_number_stops_the_start() throws IOException {
    var file = Files.writeString(folder.resolve("offset"), "tomorrow");
    assertThatThrownBy(() -> OffsetClock.keptIn(new OffsetFile(file)))
        .hasMessageContaining("holds no number");
  }

  @Test
  void due_work_runs_in_order_at_the_new_time_and_a_failure_stops_none_of_it() {
    var clock = OffsetClock.inMemory();
    var seen = new ArrayList<Instant>();
    clock.whenAdvanced("first", () -> seen.add(clock.instant()));
    clock.whenAdvanced(
        "broken",
        () -> {
          throw new IllegalArgumentException("no");
        });
    clock.whenAdvanced("last", () -> seen.add(clock.instant()));
    var before = clock.instant();
    assertThatThrownBy(() -> clock.advance(Duration.ofDays(2))).hasMessageContaining("broken");
    assertThat(seen).hasSize(2).allMatch(time -> time.isAfter(before.plus(Duration.ofDays(1))));
  }

  @Test
  void time_neither_stands_nor_goes_back_nor_too_far() {
    var clock = OffsetClock.inMemory();
    assertThatThrownBy(() -> clock.advance(Duration.ZERO)).isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> clock.advance(Duration.ofDays(401))).isInstanceOf(BadRequest.class);
    for (var year = 0; year < 9; year++) {
      clock.advance(Duration.ofDays(400));
    }
    assertThatThrownBy(() -> clock.advance(Duration.ofDays(400)))
        .hasMessageContaining("3650 days ahead");
  }
}
