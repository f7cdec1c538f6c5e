package io.orgplane.membership.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of other services that an Owner has to know of, with what a mail says of them. */
sealed interface Notable {

  /**
   * @param amount in the currency's smallest unit
   * @param currency ISO 4217, in lower case
   */
  record PaymentFailed(long amount, String currency) implements Notable {}

  record PaymentReminded(Instant readOnlyAt) implements Notable {}

  record PlanChangeScheduled(String plan, Instant effectiveAt, List<OverLimit> overLimit)
      implements Notable {

    record OverLimit(String what, int used, int limit) {}
  }

  /**
   * @param threshold percent of the period's credits
   */
  record CreditsThresholdReached(int threshold, BigDecimal remaining, @Nullable Instant nextGrantAt)
      implements Notable {}

  record CreditsExhausted(@Nullable Instant nextGrantAt) implements Notable {}

  record ByokExpiryAnnounced(Instant expiresAt) implements Notable {}

  record ByokExpired() implements Notable {}

  record ByokSuspended() implements Notable {}

  /**
   * @param status {@code degraded}, or {@code invalid} when nothing works any more
   */
  record ByokDegraded(String status, List<Failure> failures) implements Notable {

    record Failure(String check, @Nullable String model, @JsonProperty("class") String kind) {}
  }
}
