package io.orgplane.billing.usage;

import io.micrometer.core.instrument.Timer;
import io.orgplane.billing.usage.Bookkeeping.Verdict;
import io.orgplane.kit.problem.DatabaseUnavailable;
import io.orgplane.kit.problem.ProblemException;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;

/** A deed, and who waits for its answer. */
record Waiting<R>(Deed<R> deed, UniEmitter<? super R> caller, Timer.Sample since) {

  static List<Deed<?>> deeds(List<Waiting<?>> batch) {
    List<Deed<?>> deeds = new ArrayList<>(batch.size());
    batch.forEach(each -> deeds.add(each.deed()));
    return deeds;
  }

  /** Whether it would fail in the same way without the others. */
  static boolean concernsAll(Throwable failure) {
    return failure instanceof ProblemException || DatabaseUnavailable.is(failure);
  }

  @SuppressWarnings("unchecked") // a deed's verdict is of its own type
  void answer(Verdict verdict, Timer admission) {
    since.stop(admission);
    switch (verdict) {
      case Verdict.Decided decided -> caller.complete((R) decided.answer());
      case Verdict.Refused refused -> caller.fail(refused.problem());
    }
  }

  void fail(Throwable failure) {
    caller.fail(failure);
  }
}
