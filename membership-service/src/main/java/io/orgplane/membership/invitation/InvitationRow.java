package io.orgplane.membership.invitation;

import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.membership.invitation.Invitation.Status;
import io.orgplane.membership.mail.EmailAddress;
import io.orgplane.membership.member.Assignment;
import io.orgplane.membership.member.Role;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;

/** From a row of the table to an invitation. */
final class InvitationRow {

  private InvitationRow() {}

  static Invitation of(Row row) {
    String acceptedBy = row.getString("accepted_by");
    return new Invitation(
        Rows.organization(row),
        new InvitationId(row.getUUID("id")),
        new EmailAddress(row.getString("email")),
        Role.of(row.getString("role")),
        Assignment.list(row.getJsonArray("workspaces")),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        Rows.user(row, "invited_by"),
        row.getString("inviter_name"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "expires_at"),
        acceptedBy == null ? null : new UserId(acceptedBy),
        row.getJsonArray("skipped").stream()
            .map(each -> WorkspaceId.fromString(each.toString()))
            .toList());
  }
}
