package io.orgplane.billing.usage;

import java.time.Instant;
import java.util.List;

/**
 * Since when an organization's own account has paid for its model calls, and since when it has not.
 *
 * @param changes by version, the newest first
 */
record ByokTimes(List<Change> changes) {

  static final ByokTimes NEVER = new ByokTimes(List.of());

  /** It has been so since then, until the next one. */
  record Change(long version, boolean active, Instant since) {}

  /** What held then. */
  boolean activeAt(Instant time) {
    return changes.stream()
        .filter(change -> !change.since().isAfter(time))
        .findFirst()
        .map(Change::active)
        .orElse(false);
  }
}
