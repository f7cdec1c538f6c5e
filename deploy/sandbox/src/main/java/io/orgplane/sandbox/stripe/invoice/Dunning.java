package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.ApiError;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an invoice that is not paid: when it is tried again, and what becomes of its
 * subscription when the last try has failed. At Stripe both are <a
 * href="https://docs.stripe.com/billing/revenue-recovery/smart-retries">settings of the
 * account</a>, and Smart Retries choose the times themselves; here they are three, five and seven
 * days after the failure before, until they are set otherwise.
 */
public final class Dunning {
  private static final long DAY = 24 * 60 * 60;
  private List<Integer> retryDays = List.of(3, 5, 7);
  private Outcome outcome = Outcome.PAST_DUE;

  /** What becomes of the subscription. */
  public enum Outcome {
    /** It stays past due. */
    PAST_DUE,
    /** Its further invoices stay drafts. */
    UNPAID,
    CANCELED;

    public static Outcome of(String name) {
      return switch (name) {
        case "past_due" -> PAST_DUE;
        case "unpaid" -> UNPAID;
        case "canceled" -> CANCELED;
        default -> throw ApiError.invalid("Unknown end of dunning: " + name, "afterLastRetry");
      };
    }

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public void set(List<Integer> days, Outcome afterLast) {
    retryDays = List.copyOf(days);
    outcome = afterLast;
  }

  public List<Integer> retryDays() {
    return retryDays;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** When to try again after so many failures; null for never. */
  @Nullable Long next(int failures, long now) {
    return failures <= retryDays.size() ? (Long) (now + retryDays.get(failures - 1) * DAY) : null;
  }
}
