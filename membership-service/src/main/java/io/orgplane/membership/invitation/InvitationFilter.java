package io.orgplane.membership.invitation;

import io.orgplane.kit.id.Ids;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.membership.invitation.Invitation.Status;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which invitations are wanted, newest first.
 *
 * @param before the ids are ordered by time, so the list goes on below the last one shown
 */
record InvitationFilter(@Nullable Status status, InvitationId before, int limit) {

  private static final InvitationId FIRST = new InvitationId(new UUID(-1, -1));

  static InvitationFilter of(@Nullable String status, PageRequest page) {
    return new InvitationFilter(
        status == null ? null : status(status),
        page.after(1).map(InvitationFilter::position).orElse(FIRST),
        page.fetch());
  }

  private static Status status(String text) {
    for (Status status : Status.values()) {
      if (status.toString().equals(text)) {
        return status;
      }
    }
    throw new ValidationFailed("status", "must be pending, accepted, declined, revoked or expired");
  }

  private static InvitationId position(Cursor cursor) {
    try {
      return new InvitationId(Ids.parse(cursor.key().getFirst()));
    } catch (IllegalArgumentException malformed) {
      throw Cursor.invalid();
    }
  }
}
