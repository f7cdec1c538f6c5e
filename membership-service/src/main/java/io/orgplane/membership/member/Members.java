package io.orgplane.membership.member;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The active members of organizations. */
@ApplicationScoped
public class Members {

  /** With all assignments, so that a member is always known whole. */
  static final String SELECT =
      """
      SELECT member.*, coalesce((
          SELECT jsonb_agg(
            jsonb_build_object('workspaceId', workspace_id, 'role', assigned.role) ORDER BY workspace_id)
          FROM workspace_assignments AS assigned
          WHERE assigned.organization_id = member.organization_id AND assigned.user_id = member.user_id
        ), '[]') AS workspaces
      FROM members AS member WHERE member.organization_id = $1
      """;

  private static final String OWNERS =
      "SELECT count(*) AS owners FROM members WHERE organization_id = $1 AND role = 'owner'";

  private static final String SAVE =
      """
      UPDATE members SET role = $3, version = $4, changed_at = $5, changed_by = $6
      WHERE organization_id = $1 AND user_id = $2
      """;

  private static final String UNASSIGN_OTHERS =
      """
      DELETE FROM workspace_assignments
      WHERE organization_id = $1 AND user_id = $2 AND NOT workspace_id = ANY ($3)
      """;

  /** One that stays as it is keeps its history. */
  private static final String ASSIGN =
      """
      INSERT INTO workspace_assignments AS assigned
        (organization_id, user_id, workspace_id, role, source, changed_at, changed_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (organization_id, user_id, workspace_id) DO UPDATE
      SET role = excluded.role, source = excluded.source, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by
      WHERE assigned.role IS DISTINCT FROM excluded.role
      """;

  private static final String MANUAL = "manual";

  private final Clock clock;

  Members(Clock clock) {
    this.clock = clock;
  }

  public Uni<Optional<Member>> find(Tx tx, OrganizationId organization, UserId user) {
    return tx.find(SELECT + "AND member.user_id = $2", Member::of, organization, user);
  }

  public Uni<Member> require(Tx tx, OrganizationId organization, UserId user) {
    return find(tx, organization, user).map(found -> found.orElseThrow(NotFound::new));
  }

  public Uni<List<Member>> owners(Tx tx, OrganizationId organization) {
    return tx.list(SELECT + "AND member.role = 'owner'", Member::of, organization);
  }

  /** Whether a member came in with that address. */
  public Uni<Boolean> isMember(Tx tx, OrganizationId organization, String email) {
    return tx.find(
            "SELECT 1 FROM members WHERE organization_id = $1 AND email = $2",
            row -> true,
            organization,
            email)
        .map(Optional::isPresent);
  }

  Uni<List<Member>> assignedTo(Tx tx, OrganizationId organization, WorkspaceId workspace) {
    return tx.list(
        SELECT
            + """
            AND EXISTS (SELECT 1 FROM workspace_assignments AS sought
              WHERE sought.organization_id = member.organization_id
                AND sought.user_id = member.user_id AND sought.workspace_id = $2)
            ORDER BY member.user_id
            """,
        Member::of,
        organization,
        workspace);
  }

  Uni<List<Member>> among(Tx tx, OrganizationId organization, UserId... users) {
    return tx.list(
        SELECT + "AND member.user_id = ANY ($2)",
        Member::of,
        organization,
        Arrays.stream(users).map(UserId::value).toArray(String[]::new));
  }

  Uni<Integer> countOwners(Tx tx, OrganizationId organization) {
    return tx.one(OWNERS, row -> row.getInteger("owners"), organization);
  }

  Uni<Void> saveAll(Tx tx, List<Member> members, Actor by) {
    return tx.executeEach(
            SAVE,
            members.stream()
                .map(
                    each ->
                        new @Nullable Object[] {
                          each.organization(),
                          each.userId(),
                          each.role(),
                          each.version(),
                          clock.instant(),
                          by.id()
                        })
                .toList())
        .chain(() -> tx.executeEach(UNASSIGN_OTHERS, kept(members)))
        .chain(() -> assignAll(tx, members, MANUAL, by));
  }

  /** A new member, with what they are assigned to. */
  Uni<Void> add(Tx tx, Member member, Actor by) {
    return tx.execute(
            """
            INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at, version,
              changed_at, changed_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $9)
            """,
            member.organization(),
            member.userId(),
            member.email(),
            member.name(),
            member.role(),
            member.source(),
            member.joinedAt(),
            member.version(),
            by.id())
        .chain(() -> assignAll(tx, List.of(member), member.source().toString(), by));
  }

  Uni<Void> remove(Tx tx, Member member) {
    return tx.execute(
            "DELETE FROM workspace_assignments WHERE organization_id = $1 AND user_id = $2",
            member.organization(),
            member.userId())
        .chain(
            () ->
                tx.execute(
                    "DELETE FROM members WHERE organization_id = $1 AND user_id = $2",
                    member.organization(),
                    member.userId()))
        .replaceWithVoid();
  }

  private static List<@Nullable Object[]> kept(List<Member> members) {
    return members.stream()
        .map(
            each ->
                new @Nullable Object[] {
                  each.organization(),
                  each.userId(),
                  Assignment.workspaceIds(each.workspaces()).stream()
                      .map(WorkspaceId::value)
                      .toArray(UUID[]::new)
                })
        .toList();
  }

  private Uni<Void> assignAll(Tx tx, List<Member> members, String source, Actor by) {
    return tx.executeEach(
        ASSIGN,
        members.stream()
            .flatMap(
                member -> member.workspaces().stream().map(each -> row(member, each, source, by)))
            .toList());
  }

  private @Nullable Object[] row(Member member, Assignment assignment, String source, Actor by) {
    return new @Nullable Object[] {
      member.organization(),
      member.userId(),
      assignment.workspaceId(),
      assignment.role(),
      source,
      clock.instant(),
      by.id()
    };
  }
}
