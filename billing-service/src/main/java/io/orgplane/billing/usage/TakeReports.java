package io.orgplane.billing.usage;

import io.orgplane.billing.usage.Books.Refusal;
import io.orgplane.billing.usage.UsageOutcome.Exhausted;
import io.orgplane.billing.usage.UsageOutcome.IdTaken;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import java.util.List;

/**
 * Reports from Kafka, where nobody can be answered: what fits is recorded or kept as refused, and
 * what does not fit is kept with what is wrong with it, so that it holds up nothing behind it.
 */
record TakeReports(List<Usage> fitting, List<Refusal> unfit) implements Deed<List<UsageOutcome>> {

  @Override
  public List<String> ids() {
    return fitting.stream().map(Usage::id).toList();
  }

  @Override
  public List<UsageOutcome> decide(Books books) {
    unfit.forEach(books::refuse);
    List<UsageOutcome> outcomes = new RecordUsage(fitting).decide(books);
    for (int i = 0; i < outcomes.size(); i++) {
      keepRefused(fitting.get(i), outcomes.get(i), books);
    }
    return outcomes;
  }

  private static void keepRefused(Usage usage, UsageOutcome outcome, Books books) {
    switch (outcome) {
      case Recorded recorded -> {}
      case Exhausted exhausted -> books.refuse(usage, "credits-exhausted");
      case IdTaken taken -> books.refuse(usage, "conflict");
    }
  }
}
