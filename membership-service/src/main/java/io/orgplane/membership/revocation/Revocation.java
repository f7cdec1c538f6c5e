package io.orgplane.membership.revocation;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a removal set going: who has dropped what they derived from the membership, and who has not
 * yet.
 *
 * @param workspaces that the person was assigned to
 * @param completedAt when the last participant had acknowledged; null while one is missing
 */
public record Revocation(
    OrganizationId organization,
    RevocationId id,
    UserId userId,
    UserId removedBy,
    List<WorkspaceId> workspaces,
    Instant startedAt,
    @Nullable Instant completedAt,
    List<Participant> participants) {

  /** The sessions in the identity provider. It tells nobody itself: membership-service asks it. */
  public static final String KEYCLOAK = "keycloak";

  /** Those who hold something derived from a membership. */
  private static final List<String> PARTICIPANTS = List.of("org", "billing", "byok", KEYCLOAK);

  public Revocation {
    workspaces = List.copyOf(workspaces);
    participants = List.copyOf(participants);
  }

  /**
   * @param detail what was dropped, in the participant's words
   */
  public record Participant(
      String name, @Nullable Instant acknowledgedAt, @Nullable String detail) {}

  public static Revocation begin(
      OrganizationId organization,
      RevocationId id,
      UserId user,
      UserId by,
      List<WorkspaceId> workspaces,
      Instant now) {
    return new Revocation(
        organization,
        id,
        user,
        by,
        workspaces,
        now,
        null,
        PARTICIPANTS.stream().map(name -> new Participant(name, null, null)).toList());
  }

  boolean isAcknowledgedByAll() {
    return participants.stream().allMatch(each -> each.acknowledgedAt() != null);
  }

  /** Whether this one is still waited for. */
  boolean waitsFor(String participant) {
    return participants.stream()
        .anyMatch(each -> each.name().equals(participant) && each.acknowledgedAt() == null);
  }

  Revocation acknowledged(String participant, String detail, Instant at) {
    List<Participant> after =
        participants.stream()
            .map(
                each ->
                    each.name().equals(participant)
                        ? new Participant(participant, at, detail)
                        : each)
            .toList();
    Revocation next =
        new Revocation(
            organization, id, userId, removedBy, workspaces, startedAt, completedAt, after);
    return next.isAcknowledgedByAll() ? next.completed(at) : next;
  }

  private Revocation completed(Instant at) {
    return new Revocation(
        organization, id, userId, removedBy, workspaces, startedAt, at, participants);
  }
}
