package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What billing still has to do for some organizations, row by row. */
final class UnderWay {

  private UnderWay() {}

  /**
   * Operations, recounts, hints, renewals and gates that have not come to an end.
   *
   * @param these the organizations, as a list in SQL
   */
  static List<String> of(String these, Instant now) {
    List<String> all = new ArrayList<>();
    DATABASE
        .query(
            """
            SELECT organization_id, kind, last_error FROM payment_operations
            WHERE status = 'open' AND organization_id IN\s"""
                + these)
        .forEach(row -> all.add(row.toString()));
    DATABASE
        .query(
            """
            SELECT * FROM member_counts
            WHERE recounted_version < membership_version AND organization_id IN\s"""
                + these)
        .forEach(row -> all.add(row.toString()));
    DATABASE
        .query(
            """
            SELECT organization_id, status, purchased, period_end, sync_served, sync_wanted,
              renewal_check_at, lowering_cap, lowering_applied
            FROM subscriptions
            WHERE provider_subscription IS NOT NULL AND organization_id IN %s
              AND (sync_served < sync_wanted OR renewal_check_at <= ?
                OR lowering_cap IS NOT NULL AND lowering_applied IS NULL)
            """
                .formatted(these),
            now)
        .forEach(row -> all.add(row.toString()));
    return all;
  }
}
