package io.orgplane.billing.usage;

import io.orgplane.billing.usage.UsageOutcome.Exhausted;
import io.orgplane.billing.usage.UsageOutcome.IdTaken;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import java.util.ArrayList;
import java.util.List;

/** Usage to be recorded, in the given order: each draws all that it costs or is refused. */
record RecordUsage(List<Usage> usage) implements Deed<List<UsageOutcome>> {

  @Override
  public List<String> ids() {
    return usage.stream().map(Usage::id).toList();
  }

  /** An outcome for each, in their order. */
  @Override
  public List<UsageOutcome> decide(Books books) {
    List<UsageOutcome> outcomes = new ArrayList<>(usage.size());
    for (Usage each : usage) {
      outcomes.add(outcome(each, books));
    }
    return outcomes;
  }

  private static UsageOutcome outcome(Usage usage, Books books) {
    Recorded before = books.recorded(usage.id());
    if (before != null) {
      return before.isOf(usage) ? before : new IdTaken();
    }
    if (books.reservation(usage.id()) != null) {
      return new IdTaken();
    }
    Source source = books.payer(usage.kind(), usage.occurredAt());
    if (source == Source.CREDITS && !books.pool().draw(usage.credits(), usage.id(), books.now())) {
      return new Exhausted(books.pool().nextGrantAt(books.now()));
    }
    Recorded recorded = new Recorded(usage, source, books.pool().available());
    books.record(recorded);
    return recorded;
  }
}
