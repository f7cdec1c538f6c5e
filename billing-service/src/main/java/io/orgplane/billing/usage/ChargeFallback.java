package io.orgplane.billing.usage;

import io.orgplane.billing.usage.UsageOutcome.Recorded;
import java.util.List;

/**
 * A call that the platform's account has already served in place of the organization's own: it is
 * charged although that one is active, and what the pool does not hold becomes a debt.
 */
record ChargeFallback(Usage usage) implements Deed<Boolean> {

  @Override
  public List<String> ids() {
    return List.of(usage.id());
  }

  /** False when it was charged before, or the id stands for something else. */
  @Override
  public Boolean decide(Books books) {
    Recorded before = books.recorded(usage.id());
    if (before != null || books.reservation(usage.id()) != null) {
      if (before == null || !before.isOf(usage)) {
        books.refuse(usage, "conflict");
      }
      return false;
    }
    books.pool().settle(List.of(), usage.credits(), usage.id(), books.now());
    books.record(new Recorded(usage, Source.CREDITS, books.pool().available()));
    return true;
  }
}
