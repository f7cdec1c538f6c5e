package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Bucket;
import java.time.Instant;
import java.util.UUID;

/**
 * A line of the ledger.
 *
 * @param reference of a grant why it was made, of a draw for which usage
 */
record LedgerEntry(
    Kind kind, Bucket bucket, UUID grantId, Credits credits, String reference, Instant at) {

  /** What can happen to credits. */
  enum Kind {
    GRANT("grant"),
    DRAW("draw"),
    EXPIRY("expiry");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    static Kind named(String name) {
      for (Kind kind : values()) {
        if (kind.wireName.equals(name)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("there is no entry " + name);
    }

    @Override
    public String toString() {
      return wireName;
    }
  }
}
