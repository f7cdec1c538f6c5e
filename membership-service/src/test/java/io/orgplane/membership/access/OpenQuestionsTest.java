package io.orgplane.membership.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.membership.access.OpenQuestions.Ages;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What happens to answers of a replica that has stood still. */
class OpenQuestionsTest {

  private static final Duration MAX = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final List<OpenQuestion> asked = new CopyOnWriteArrayList<>();

  @Test
  void an_answer_that_was_found_before_the_pause_is_found_anew() {
    List<AccessFacts> answers =
        answersOf(
            question -> {
              asked.add(question);
              boolean first = asked.size() == 1;
              question.answer(
                  facts(first ? 1 : 2), System.nanoTime() - (first ? 2 * MAX.toNanos() : 0));
            },
            1);

    assertThat(answers).extracting(AccessFacts::version).containsExactly(2L);
  }

  @Test
  void of_many_only_those_that_are_too_old_are_asked_again() {
    answersOf(
        question -> {
          asked.add(question);
          boolean stale = question.position() == 1 && asked.size() <= 3;
          question.answer(facts(1), System.nanoTime() - (stale ? 2 * MAX.toNanos() : 0));
        },
        3);

    assertThat(asked).extracting(OpenQuestion::position).containsExactly(0, 1, 2, 1);
  }

  @Test
  void on_a_slow_machine_it_is_found_anew_only_once() {
    List<AccessFacts> answers =
        answersOf(
            question -> {
              asked.add(question);
              question.answer(facts(asked.size()), System.nanoTime() - 2 * MAX.toNanos());
            },
            1);

    assertThat(answers).extracting(AccessFacts::version).containsExactly(2L);
  }

  @Test
  void a_second_pause_is_noticed_too() {
    List<AccessFacts> answers =
        answersOf(
            question -> {
              asked.add(question);
              boolean paused = asked.size() < 3;
              question.answer(
                  facts(asked.size()), System.nanoTime() - (paused ? 2 * PATIENCE.toNanos() : 0));
            },
            1);

    assertThat(answers).extracting(AccessFacts::version).containsExactly(3L);
  }

  private static List<AccessFacts> answersOf(Consumer<OpenQuestion> asking, int questions) {
    List<Concern> concerns = Collections.nCopies(questions, facts(0).about());
    return Uni.createFrom()
        .<List<AccessFacts>>emitter(
            caller ->
                new OpenQuestions(
                        concerns, new Ages(MAX.toNanos(), PATIENCE.toNanos()), asking, caller)
                    .ask())
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private static AccessFacts facts(long version) {
    return new AccessFacts(
        new Concern(new UserId("bob"), OrganizationId.next(), null),
        null,
        WorkspaceState.NOT_NAMED,
        version);
  }
}
