package io.orgplane.membership.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is waited for while this process runs, and while it stands still. */
class PatienceTest {

  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(20);

  /** One thread: while it stands still, so does all time that is measured on it. */
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void end() {
    timers.shutdownNow();
  }

  @Test
  void work_that_is_done_is_waited_for() {
    assertThat(within(Uni.createFrom().item("done"))).isEqualTo("done");
  }

  @Test
  void work_that_fails_says_so_at_once() {
    assertThatThrownBy(
            () -> within(Uni.createFrom().failure(new IllegalStateException("the database"))))
        .hasMessage("the database");
  }

  @Test
  void work_that_takes_too_long_is_given_up() {
    long begun = System.nanoTime();

    assertThatThrownBy(() -> within(Uni.createFrom().nothing())).hasMessage("too late");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(PATIENCE);
  }

  @Test
  void an_answer_that_waited_while_everything_stood_still_is_taken() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Uni<String> work =
        Patience.with(
            Uni.createFrom().completionStage(answer),
            PATIENCE,
            () -> new IllegalStateException("too late"),
            timers);
    CompletableFuture<String> outcome = new CompletableFuture<>();
    work.subscribe().with(outcome::complete, outcome::completeExceptionally);

    standStill(PATIENCE.multipliedBy(3));
    timers.execute(() -> answer.complete("old news"));

    assertThat(outcome.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("old news");
  }

  /** When it goes on, timers that have run out are the first in the queue. */
  private void standStill(Duration time) throws InterruptedException {
    var unused =
        timers.schedule(
            () -> {
              TimeUnit.NANOSECONDS.sleep(time.toNanos());
              return null;
            },
            0,
            TimeUnit.NANOSECONDS);
    TimeUnit.NANOSECONDS.sleep(time.toNanos() - PATIENCE.toNanos());
  }

  private String within(Uni<String> work) {
    return Patience.with(work, PATIENCE, () -> new IllegalStateException("too late"), timers)
        .await()
        .atMost(LONG);
  }
}
