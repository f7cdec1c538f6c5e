package io.orgplane.membership.invitation;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** What the audit feed says of invitations. Never a token, nor what a token could be made from. */
@ApplicationScoped
class InvitationAudit {

  private final AuditTrail trail;

  InvitationAudit(AuditTrail trail) {
    this.trail = trail;
  }

  Uni<Void> invited(Tx tx, Actor by, Invitation invitation) {
    return trail.record(
        tx,
        AuditEntry.created(
            invitation.organization(),
            by,
            "member-invited",
            subject(invitation),
            Map.of(
                "role",
                invitation.role(),
                "workspaces",
                invitation.workspaces(),
                "expiresAt",
                invitation.expiresAt())));
  }

  Uni<Void> resent(Tx tx, Actor by, Invitation before, Invitation after) {
    return trail.record(
        tx,
        AuditEntry.changed(
            after.organization(),
            by,
            "invitation-resent",
            subject(after),
            Map.of("expiresAt", before.expiresAt()),
            Map.of("expiresAt", after.expiresAt())));
  }

  Uni<Void> reminded(Tx tx, Actor by, Invitation invitation) {
    return trail.record(
        tx,
        AuditEntry.created(
            invitation.organization(),
            by,
            "invitation-reminded",
            subject(invitation),
            Map.of("expiresAt", invitation.expiresAt())));
  }

  /** One that is not pending any more, whatever ended it: that names what was done. */
  Uni<Void> answered(Tx tx, Actor by, Invitation before, Invitation after) {
    Map<String, Object> now = new HashMap<>();
    now.put("status", after.status());
    if (!after.skipped().isEmpty()) {
      now.put("skippedWorkspaceIds", after.skipped());
    }
    return trail.record(
        tx,
        AuditEntry.changed(
            after.organization(),
            by,
            "invitation-" + after.status(),
            subject(after),
            Map.of("status", before.status()),
            now));
  }

  /**
   * Somebody found no seat.
   *
   * @param reason the code of the problem that they were answered
   */
  Uni<Void> blocked(Tx tx, Actor by, Invitation invitation, String reason) {
    return trail.record(
        tx,
        AuditEntry.created(
            invitation.organization(),
            by,
            "activation-blocked",
            subject(invitation),
            Map.of("reason", reason)));
  }

  private static Subject subject(Invitation invitation) {
    return new Subject("invitation", invitation.id().toString(), invitation.email().value());
  }
}
