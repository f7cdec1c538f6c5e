package io.orgplane.billing.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.billing.BillingTest;
import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.testing.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The figure that is always 0 is not so because nobody looks. */
@BillingTest
class LedgerCheckTest {

  private static final Database DATABASE = Database.of("billing");

  private final OrganizationId organization = OrganizationId.next();

  @Test
  void a_balance_that_is_not_that_of_the_ledger_is_found_and_so_is_a_debt_of_no_usage() {
    Instant now = Instant.now();
    Allocation starter =
        new Allocation(
            "2026-03",
            "free/" + now,
            now,
            null,
            Credits.whole(20),
            1,
            Credits.whole(5),
            0,
            false,
            now);
    new CreditsAt(Clock.systemUTC()).open(organization, starter).await().atMost(PATIENCE);
    assertThat(mismatches()).isZero();

    change(
        "UPDATE credit_grants SET remaining = remaining - 1 WHERE organization_id = ? AND bucket = 'daily'");
    assertThat(mismatches()).isEqualTo(1);
    change("UPDATE credit_pools SET debt = 7 WHERE organization_id = ?");
    assertThat(mismatches()).isEqualTo(2);

    change(
        "UPDATE credit_grants SET remaining = remaining + 1 WHERE organization_id = ? AND bucket = 'daily'");
    change("UPDATE credit_pools SET debt = 0 WHERE organization_id = ?");
    assertThat(mismatches()).isZero();
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private void change(String sql) {
    assertThat(DATABASE.update(sql, organization.value())).isEqualTo(1);
  }

  /** As an operator sees it, after the job has looked. */
  private static double mismatches() {
    CreditsAt.bean(LedgerCheck.class).check().await().atMost(PATIENCE);
    return CreditsAt.bean(MeterRegistry.class)
        .get("orgplane.credits.ledger.mismatches")
        .gauge()
        .value();
  }
}
