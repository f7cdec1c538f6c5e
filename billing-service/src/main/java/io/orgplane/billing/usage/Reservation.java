package io.orgplane.billing.usage;

import com.fasterxml.jackson.annotation.JsonValue;
import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credits set aside for work whose cost is known only afterwards.
 *
 * @param settled what it has really cost
 * @param remaining what the pool held after its last change
 */
record Reservation(
    OrganizationId organization,
    String id,
    WorkspaceId workspace,
    String kind,
    Credits credits,
    Source source,
    Status status,
    @Nullable Credits settled,
    Credits remaining,
    Instant expiresAt) {

  /** Where it stands. */
  public enum Status {
    OPEN("open"),
    SETTLED("settled"),
    RELEASED("released"),
    /** Its time ended; what the work has cost can still be settled. */
    EXPIRED("expired");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    static Status named(String name) {
      for (Status status : values()) {
        if (status.wireName.equals(name)) {
          return status;
        }
      }
      throw new IllegalArgumentException("there is no status " + name);
    }

    @JsonValue
    @Override
    public String toString() {
      return wireName;
    }
  }

  boolean isOf(Wanted wanted) {
    return workspace.equals(wanted.workspace())
        && kind.equals(wanted.kind())
        && credits.equals(wanted.credits());
  }

  Reservation now(Status next, Source paidBy, @Nullable Credits cost, Credits left) {
    return new Reservation(
        organization, id, workspace, kind, credits, paidBy, next, cost, left, expiresAt);
  }

  /** What is to be set aside. */
  record Wanted(
      OrganizationId organization,
      String id,
      WorkspaceId workspace,
      String kind,
      Credits credits,
      Instant expiresAt) {

    Reservation granted(Source source, Credits remaining) {
      return new Reservation(
          organization,
          id,
          workspace,
          kind,
          credits,
          source,
          Status.OPEN,
          null,
          remaining,
          expiresAt);
    }
  }
}
