package io.orgplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void a_percentile_is_the_smallest_value_that_so_many_do_not_exceed() {
    List<Long> micros =
        LongStream.rangeClosed(1, 200).map(n -> 201 - n).map(n -> n * 1_000).boxed().toList();

    Percentiles found = new Percentiles(micros);

    assertThat(found.count()).isEqualTo(200);
    assertThat(found.millis(0.5)).isEqualTo(100);
    assertThat(found.millis(0.99)).isEqualTo(198);
    assertThat(found.millis(1)).isEqualTo(200);
  }

  @Test
  void one_value_is_every_percentile() {
    assertThat(new Percentiles(List.of(1_500L)).row("one"))
        .containsExactly("one", 1, "1.5", "1.5", "1.5", "1.5");
  }

  @Test
  void nothing_has_no_percentiles() {
    assertThatThrownBy(() -> new Percentiles(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
