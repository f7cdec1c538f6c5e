package io.orgplane.membership.seat;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * The seats of an organization while its row is locked.
 *
 * @param cap how many members fit; null when there is no limit
 * @param used active members
 * @param readOnly whether billing has stopped changes of this organization
 * @param version of the memberships: rises with every change of any of them
 */
public record Seats(
    OrganizationId organization, @Nullable Integer cap, int used, boolean readOnly, long version) {

  static Seats of(Row row) {
    return new Seats(
        Rows.organization(row),
        row.getInteger("cap"),
        row.getInteger("used"),
        row.getBoolean("read_only"),
        row.getLong("membership_version"));
  }

  /** After one more change that leaves the number of members as it is. */
  public Seats changed() {
    return new Seats(organization, cap, used, readOnly, version + 1);
  }

  /** After somebody has left. */
  public Seats freed() {
    return new Seats(organization, cap, used - 1, readOnly, version + 1);
  }
}
