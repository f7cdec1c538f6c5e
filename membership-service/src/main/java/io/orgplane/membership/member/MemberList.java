package io.orgplane.membership.member;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of members, oldest first. */
@ApplicationScoped
class MemberList {

  private static final String FILTERED =
      Members.SELECT
          + """
          AND ($2::text IS NULL OR member.role = $2)
          AND ($3::text IS NULL OR member.email ILIKE $3 OR member.name ILIKE $3)
          AND (member.joined_at, member.user_id) > ($4, $5)
          ORDER BY member.joined_at, member.user_id LIMIT $6
          """;

  /** Whoever is in every workspace anyway, and whoever is assigned to this one. */
  private static final String OF_WORKSPACE =
      Members.SELECT
          + """
          AND (member.role = ANY ($2) OR EXISTS (
            SELECT 1 FROM workspace_assignments AS sought
            WHERE sought.organization_id = member.organization_id
              AND sought.user_id = member.user_id AND sought.workspace_id = $3))
          AND (member.joined_at, member.user_id) > ($4, $5)
          ORDER BY member.joined_at, member.user_id LIMIT $6
          """;

  private final Transactions transactions;

  MemberList(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * @param like what the address or the name contains
   */
  Uni<Page<Member>> of(
      OrganizationId organization, @Nullable Role role, @Nullable String like, PageRequest page) {
    Position after = Position.after(page);
    return transactions
        .in(
            organization,
            tx ->
                tx.list(
                    FILTERED,
                    Member::of,
                    organization,
                    role,
                    like == null ? null : pattern(like),
                    after.joinedAt(),
                    after.userId(),
                    page.fetch()))
        .map(found -> page(found, page));
  }

  Uni<Page<Member>> of(OrganizationId organization, WorkspaceId workspace, PageRequest page) {
    Position after = Position.after(page);
    return transactions
        .in(
            organization,
            tx ->
                tx.list(
                    OF_WORKSPACE,
                    Member::of,
                    organization,
                    implicitRoles(),
                    workspace,
                    after.joinedAt(),
                    after.userId(),
                    page.fetch()))
        .map(found -> page(found, page));
  }

  private static Page<Member> page(List<Member> found, PageRequest page) {
    return Page.of(found, page, last -> Cursor.at(last.joinedAt(), last.userId()));
  }

  private static String[] implicitRoles() {
    return List.of(Role.values()).stream()
        .filter(Role::reachesEveryWorkspace)
        .map(Role::toString)
        .toArray(String[]::new);
  }

  private static String pattern(String text) {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private record Position(Instant joinedAt, String userId) {

    static Position after(PageRequest page) {
      return page.after(2).map(Position::of).orElse(new Position(Instant.EPOCH, ""));
    }

    private static Position of(Cursor cursor) {
      try {
        Instant joinedAt = Instant.parse(cursor.key().getFirst());
        return new Position(requireStorable(joinedAt), cursor.key().getLast());
      } catch (DateTimeException malformed) {
        throw Cursor.invalid();
      }
    }

    /** Years that PostgreSQL knows. */
    private static Instant requireStorable(Instant instant) {
      boolean storable =
          instant.isAfter(Instant.EPOCH.minus(1, ChronoUnit.DAYS))
              && instant.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
      if (!storable) {
        throw Cursor.invalid();
      }
      return instant;
    }
  }
}
