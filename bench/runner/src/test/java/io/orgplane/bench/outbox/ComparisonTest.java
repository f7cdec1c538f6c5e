package io.orgplane.bench.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void medians_of_each_kind_are_compared_and_other_numbers_of_clients_left_out() {
    List<Round> rounds =
        Stream.of(
                "8,without,2000,2.000,0,1",
                "8,with,1600,2.000,3,12",
                "8,with,10,2.000,40,7",
                "8,without,5000,2.000,0,1",
                "8,without,2000,1.000,0,1",
                "8,with,1800,2.000,0,31",
                "32,with,9000,2.000,900,900")
            .map(Round::parse)
            .toList();

    Comparison found = Comparison.of(8, rounds);

    assertThat(found.rateWithout()).isEqualTo(2_000);
    assertThat(found.rateWith()).isEqualTo(800);
    assertThat(found.ratio()).isEqualTo(0.4);
    assertThat(found.mostUntold()).isEqualTo(40);
    assertThat(found.longestDrainMillis()).isEqualTo(31);
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_middle_two() {
    List<Round> rounds =
        Stream.of(
                "1,with,100,1.000,0,0",
                "1,with,300,1.000,0,0",
                "1,without,200,1.000,0,0",
                "1,without,600,1.000,0,0")
            .map(Round::parse)
            .toList();

    assertThat(Comparison.of(1, rounds).ratio()).isEqualTo(0.5);
  }
}
