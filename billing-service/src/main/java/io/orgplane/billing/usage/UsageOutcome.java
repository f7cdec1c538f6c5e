package io.orgplane.billing.usage;

import io.orgplane.billing.amount.Credits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a report. */
sealed interface UsageOutcome {

  /**
   * It is in the books, now or since an earlier report of the same id.
   *
   * @param remaining what the pool held right afterwards
   */
  record Recorded(Usage usage, Source source, Credits remaining) implements UsageOutcome {

    Credits charged() {
      return source == Source.CREDITS ? usage.credits() : Credits.NONE;
    }

    boolean isOf(Usage other) {
      return usage.workspace().equals(other.workspace())
          && usage.kind().equals(other.kind())
          && usage.credits().equals(other.credits());
    }
  }

  /** The pool does not hold it. The same id may be reported again later. */
  record Exhausted(@Nullable Instant nextGrantAt) implements UsageOutcome {}

  /** The id stands for something else already. */
  record IdTaken() implements UsageOutcome {}
}
