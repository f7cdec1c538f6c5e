package io.orgplane.membership.session;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.membership.revocation.RevocationId;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A removed person whom a replica has in hand.
 *
 * @param attempts this one included
 * @param heldElsewhere whether an organization has them as a member, now
 */
record SignOut(
    OrganizationId organization,
    RevocationId revocation,
    UserId user,
    int attempts,
    boolean heldElsewhere) {

  static SignOut of(Row row) {
    return new SignOut(
        Rows.organization(row),
        new RevocationId(row.getUUID("revocation_id")),
        Rows.user(row, "user_id"),
        row.getInteger("attempts"),
        row.getBoolean("held"));
  }
}
