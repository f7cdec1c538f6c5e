package io.orgplane.membership.access;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one caller wants to know. The answers are handed over on the caller's own context, and only
 * while all of them are fresh: between asking the database and handing over, this process may have
 * stood still for any time.
 */
final class OpenQuestions {

  private final List<Concern> concerns;
  private final @Nullable AccessFacts[] answers;
  private final long[] asked;
  private final AtomicInteger open;
  private final Ages ages;
  private final Consumer<OpenQuestion> asking;
  private final UniEmitter<? super List<AccessFacts>> caller;
  private final @Nullable Context context = Vertx.currentContext();
  private volatile boolean anew;

  /**
   * Of an answer when it is handed over, in nanoseconds.
   *
   * @param first at most, or else it is decided anew
   * @param last at most, of one that was decided anew
   */
  record Ages(long first, long last) {}

  /**
   * @param asking takes a question in, and answers it some time
   */
  OpenQuestions(
      List<Concern> concerns,
      Ages ages,
      Consumer<OpenQuestion> asking,
      UniEmitter<? super List<AccessFacts>> caller) {
    this.concerns = concerns;
    this.answers = new AccessFacts[concerns.size()];
    this.asked = new long[concerns.size()];
    this.open = new AtomicInteger(concerns.size());
    this.ages = ages;
    this.asking = asking;
    this.caller = caller;
  }

  void ask() {
    for (int position = 0; position < asked.length; position++) {
      ask(position);
    }
  }

  void answer(int position, AccessFacts facts, long askedAt) {
    answers[position] = facts;
    asked[position] = askedAt;
    if (open.decrementAndGet() == 0) {
      onOwnContext(this::handOver);
    }
  }

  void fail(Throwable failure) {
    onOwnContext(() -> caller.fail(failure));
  }

  private void ask(int position) {
    asking.accept(new OpenQuestion(this, position, concerns.get(position)));
  }

  /**
   * What was decided before a pause is decided anew, once: on a machine that is merely slow, the
   * second answer is as good as any that could be had.
   */
  private void handOver() {
    long now = System.nanoTime();
    long allowed = anew ? ages.last() : ages.first();
    BitSet tooOld = new BitSet();
    for (int position = 0; position < asked.length; position++) {
      tooOld.set(position, now - asked[position] > allowed);
    }
    if (tooOld.isEmpty()) {
      caller.complete(Arrays.asList(answers));
    } else {
      anew = true;
      open.set(tooOld.cardinality());
      tooOld.stream().forEach(this::ask);
    }
  }

  private void onOwnContext(Runnable step) {
    if (context == null) {
      step.run();
    } else {
      context.runOnContext(unused -> step.run());
    }
  }
}
