package io.orgplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InParallelTest {

  @Test
  void all_tasks_run_at_the_same_time() {
    CountDownLatch everybody = new CountDownLatch(20);

    List<Boolean> met =
        InParallel.times(
                20,
                index -> {
                  everybody.countDown();
                  return everybody.await(5, TimeUnit.SECONDS);
                })
            .succeeded();

    assertThat(met).hasSize(20).containsOnly(true);
  }

  @Test
  void results_come_in_the_order_of_the_tasks() {
    assertThat(InParallel.times(5, index -> index * index).results())
        .containsExactly(0, 1, 4, 9, 16);
  }

  @Test
  void a_failure_is_kept_beside_the_results_of_the_others() {
    var outcomes =
        InParallel.<String>all(
            () -> "fine",
            () -> {
              throw new IllegalStateException("not fine");
            });

    assertThat(outcomes.results()).containsExactly("fine");
    assertThat(outcomes.failures())
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("not fine");
    assertThatThrownBy(outcomes::succeeded)
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("not fine")
        .hasMessageContaining(String.valueOf(Seed.value()));
  }

  @Test
  void a_task_may_have_nothing_to_answer() {
    AtomicInteger runs = new AtomicInteger();

    assertThat(InParallel.run(3, index -> runs.incrementAndGet()).succeeded())
        .containsExactly(0, 1, 2);
    assertThat(runs).hasValue(3);
  }

  @Test
  void the_same_seed_gives_the_same_sequence() {
    assertThat(Seed.random("x").longs(5)).isEqualTo(Seed.random("x").longs(5).boxed().toList());
    assertThat(Seed.random("x").nextLong()).isNotEqualTo(Seed.random("y").nextLong());
  }
}
