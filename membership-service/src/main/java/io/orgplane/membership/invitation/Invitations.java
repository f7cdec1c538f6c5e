package io.orgplane.membership.invitation;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.mail.EmailAddress;
import io.orgplane.membership.member.Assignment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The invitations of organizations. */
@ApplicationScoped
class Invitations {

  private static final String ONE =
      "SELECT * FROM invitations WHERE organization_id = $1 AND id = $2";

  private static final String PENDING_FOR =
      "SELECT * FROM invitations WHERE organization_id = $1 AND email = $2 AND status = 'pending'";

  private static final String ADD =
      """
      INSERT INTO invitations (organization_id, id, email, role, workspaces, status, invited_by,
        inviter_name, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """;

  private static final String SAVE =
      """
      UPDATE invitations SET status = $3, expires_at = $4, accepted_by = $5, skipped = $6,
        reminded_at = CASE WHEN expires_at = $4 THEN reminded_at END,
        answered_at = CASE WHEN $3 = 'pending' THEN NULL ELSE $7::timestamptz END
      WHERE organization_id = $1 AND id = $2
      """;

  private static final String PAGE =
      """
      SELECT * FROM invitations WHERE organization_id = $1 AND id < $2
        AND ($3::text IS NULL OR $3 =
          CASE WHEN status = 'pending' AND expires_at <= $4 THEN 'expired' ELSE status END)
      ORDER BY id DESC LIMIT $5
      """;

  private static final String OVERDUE =
      """
      SELECT * FROM invitations WHERE status = 'pending' AND expires_at <= $1
      ORDER BY expires_at LIMIT $2
      """;

  private static final String ENDING =
      """
      SELECT * FROM invitations
      WHERE status = 'pending' AND reminded_at IS NULL AND expires_at > $1 AND expires_at <= $2
      ORDER BY expires_at LIMIT $3
      """;

  private static final String NOTE_REMINDED =
      """
      UPDATE invitations SET reminded_at = $4
      WHERE organization_id = $1 AND id = $2 AND expires_at = $3
        AND status = 'pending' AND reminded_at IS NULL
      """;

  private static final String NOTE_BLOCKED =
      """
      UPDATE invitations SET blocked_at = $3
      WHERE organization_id = $1 AND id = $2 AND status = 'pending'
        AND (blocked_at IS NULL OR blocked_at <= $4)
      """;

  Uni<Invitation> require(Tx tx, OrganizationId organization, InvitationId id) {
    return tx.find(ONE, InvitationRow::of, organization, id.value())
        .map(found -> found.orElseThrow(NotFound::new));
  }

  /** Behind the organization's lock, before any membership: see the seat gate. */
  Uni<Invitation> lock(Tx tx, OrganizationId organization, InvitationId id) {
    return tx.find(ONE + " FOR UPDATE", InvitationRow::of, organization, id.value())
        .map(found -> found.orElseThrow(NotFound::new));
  }

  Uni<Optional<Invitation>> pendingFor(Tx tx, OrganizationId organization, EmailAddress email) {
    return tx.find(PENDING_FOR, InvitationRow::of, organization, email.value());
  }

  /** Behind the lock there is no other for the address; the partial unique index sees to it. */
  Uni<Void> add(Tx tx, Invitation invitation) {
    return tx.execute(
            ADD,
            invitation.organization(),
            invitation.id().value(),
            invitation.email().value(),
            invitation.role(),
            Assignment.json(invitation.workspaces()),
            invitation.status(),
            invitation.invitedBy(),
            invitation.inviterName(),
            invitation.createdAt(),
            invitation.expiresAt())
        .replaceWithVoid();
  }

  Uni<Void> save(Tx tx, Invitation invitation, Instant now) {
    JsonArray skipped = new JsonArray();
    invitation.skipped().forEach(each -> skipped.add(each.toString()));
    return tx.execute(
            SAVE,
            invitation.organization(),
            invitation.id().value(),
            invitation.status(),
            invitation.expiresAt(),
            invitation.acceptedBy(),
            skipped,
            now)
        .replaceWithVoid();
  }

  Uni<List<Invitation>> page(
      Tx tx, OrganizationId organization, InvitationFilter filter, Instant now) {
    return tx.list(
        PAGE,
        InvitationRow::of,
        organization,
        filter.before().value(),
        filter.status(),
        now,
        filter.limit());
  }

  Uni<List<Invitation>> overdue(Tx tx, Instant now, int limit) {
    return tx.list(OVERDUE, InvitationRow::of, now, limit);
  }

  /** Whether nobody has noted it since then. */
  Uni<Boolean> noteBlocked(
      Tx tx, OrganizationId organization, InvitationId id, Instant now, Instant since) {
    return tx.execute(NOTE_BLOCKED, organization, id.value(), now, since).map(noted -> noted == 1);
  }

  /** Pending ones that end before then, of which nobody has been reminded. */
  Uni<List<Invitation>> ending(Tx tx, Instant now, Instant before, int limit) {
    return tx.list(ENDING, InvitationRow::of, now, before, limit);
  }

  /** Whether it is still to be reminded of: it may have been answered, or sent anew. */
  Uni<Boolean> noteReminded(Tx tx, Invitation invitation, Instant now) {
    return tx.execute(
            NOTE_REMINDED,
            invitation.organization(),
            invitation.id().value(),
            invitation.expiresAt(),
            now)
        .map(noted -> noted == 1);
  }
}
