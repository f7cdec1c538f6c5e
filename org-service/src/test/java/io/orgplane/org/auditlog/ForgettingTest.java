package io.orgplane.org.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.org.OrgTest;
import io.orgplane.testing.Database;
import io.orgplane.testing.Uuids;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is older than the retention goes, and nothing else. */
@OrgTest
class ForgettingTest {

  private static final Database DATABASE = Database.of("org");
  private static final Duration RETENTION = Duration.ofDays(730);

  /** More than a batch. */
  private static final int OLD = 12_000;

  @Inject Forgetting forgetting;
  @Inject Clock clock;

  @Test
  void entries_are_kept_as_long_as_the_retention_says_and_positions_are_never_given_out_again() {
    UUID organization = Uuids.v7();
    Instant end = clock.instant().minus(RETENTION);
    recorded(organization, 1, OLD, end.minus(Duration.ofMinutes(1)));
    recorded(organization, OLD + 1, OLD + 3, end.plus(Duration.ofMinutes(1)));
    feed(organization, OLD + 3);

    forgetting.forget().await().atMost(Duration.ofSeconds(30));

    assertThat(
            DATABASE.query(
                "SELECT position FROM audit_entries WHERE organization_id = ? ORDER BY position",
                organization))
        .extracting(row -> row.get("position"))
        .containsExactly(OLD + 1L, OLD + 2L, OLD + 3L);
    assertThat(
            DATABASE
                .single(
                    "SELECT last_position FROM audit_feeds WHERE organization_id = ?", organization)
                .get("last_position"))
        .isEqualTo(OLD + 3L);
  }

  private static void recorded(UUID organization, int first, int last, Instant at) {
    DATABASE.update(
        """
        INSERT INTO audit_entries (organization_id, position, entry_id, occurred_at, recorded_at,
          service, action, actor_type, actor_id, subject_type, subject_id)
        SELECT ?, n, gen_random_uuid(), ?, ?, 'org', 'organization-updated', 'user', 'ann',
          'organization', 'acme'
        FROM generate_series(?, ?) AS n
        """,
        organization,
        at,
        at,
        first,
        last);
  }

  private static void feed(UUID organization, int last) {
    DATABASE.update(
        """
        INSERT INTO audit_feeds
          (organization_id, last_position, recorded_at, shortest_delay, longest_delay)
        VALUES (?, ?, now(), 0, 0)
        """,
        organization,
        last);
  }
}
