package io.orgplane.membership.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.membership.notice.Notable.CreditsThresholdReached;
import io.orgplane.membership.notice.Notable.PaymentFailed;
import io.orgplane.membership.notice.Notable.PlanChangeScheduled;
import io.orgplane.membership.notice.Notable.PlanChangeScheduled.OverLimit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {

  @Test
  void an_amount_is_written_in_its_currency() {
    assertThat(words(new PaymentFailed(12345, "usd"))).contains("123.45 USD");
    assertThat(words(new PaymentFailed(12345, "jpy"))).contains("12345 JPY");
  }

  @Test
  void what_would_be_too_much_is_named_and_that_nothing_is_deleted() {
    Instant then = Instant.parse("2026-04-02T10:30:00Z");

    assertThat(
            words(
                new PlanChangeScheduled(
                    "pro",
                    then,
                    List.of(new OverLimit("workspaces", 4, 1), new OverLimit("byok", 1, 0)))))
        .contains(
            "2 April 2026, 10:30 UTC", "pro", "4 workspaces of 1, byok", "Nothing is deleted");
    assertThat(words(new PlanChangeScheduled("team", then, List.of())))
        .doesNotContain("more than that plan allows");
  }

  @Test
  void credits_have_no_needless_zeros_and_the_next_grant_its_time() {
    assertThat(
            words(
                new CreditsThresholdReached(
                    75, new BigDecimal("50.000"), Instant.parse("2026-04-02T00:00:00Z"))))
        .contains("50 credits are left", "2 April 2026, 00:00 UTC");
    assertThat(words(new CreditsThresholdReached(100, BigDecimal.ZERO, null)))
        .contains("No further grant is due.");
  }

  private static String words(Notable event) {
    return String.join(" ", Wording.of("Acme", event).paragraphs());
  }
}
