package io.orgplane.membership.member;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of members, oldest first. */
@ApplicationScoped
class MemberList {

  private static final String OF_ROLE = "AND member.role = ?\n";

  /** Both comparisons are leakproof, so that row-level security lets the index be used. */
  private static final String BEGINNING =
      """
      AND EXISTS (
        SELECT FROM member_search_keys AS sought
        WHERE sought.organization_id = member.organization_id AND sought.user_id = member.user_id
          AND sought.key >= lower(?) AND sought.key < lower(?) || U&'\\+10FFFF')
      """;

  /** Whoever is in every workspace anyway, and whoever is assigned to this one. */
  private static final String OF_WORKSPACE =
      """
      AND (member.role = ANY (?) OR EXISTS (
        SELECT FROM workspace_assignments AS sought
        WHERE sought.organization_id = member.organization_id
          AND sought.user_id = member.user_id AND sought.workspace_id = ?))
      """;

  private static final String AFTER =
      """
      AND (member.joined_at, member.user_id) > (?, ?)
      ORDER BY member.joined_at, member.user_id LIMIT ?
      """;

  /**
   * A rare word is looked up, a frequent one is met soon on the way along the list: which is better
   * depends on what is sought, so each search is planned for itself.
   */
  private static final String PLAN_FOR_WHAT_IS_SOUGHT =
      "SET LOCAL plan_cache_mode = force_custom_plan";

  private final Transactions transactions;

  MemberList(Transactions transactions) {
    this.transactions = transactions;
  }

  Uni<Page<Member>> of(OrganizationId organization, MemberFilter filter, PageRequest page) {
    Wanted wanted = wanted(organization, filter, page);
    return transactions
        .in(
            organization,
            tx ->
                tx.execute(PLAN_FOR_WHAT_IS_SOUGHT)
                    .chain(() -> tx.list(wanted.sql(), Member::of, wanted.parameters())))
        .map(found -> page(found, page));
  }

  private static Wanted wanted(OrganizationId organization, MemberFilter filter, PageRequest page) {
    Wanted wanted = Wanted.of(Members.SELECT, organization);
    Role role = filter.wantedRole();
    if (role != null) {
      wanted = wanted.and(OF_ROLE, role);
    }
    String beginning = filter.beginning();
    if (beginning != null) {
      wanted = wanted.and(BEGINNING, beginning, beginning);
    }
    if (filter.workspace() != null) {
      wanted = wanted.and(OF_WORKSPACE, implicitRoles(), filter.workspace());
    }
    Position after = Position.after(page);
    return wanted.and(AFTER, after.joinedAt(), after.userId(), page.fetch());
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

  /** A query that grows by conditions; a question mark stands for the next parameter. */
  private record Wanted(String sql, @Nullable Object[] parameters) {

    static Wanted of(String select, Object first) {
      return new Wanted(select, new @Nullable Object[] {first});
    }

    Wanted and(String condition, Object... further) {
      @Nullable Object[] all = Arrays.copyOf(parameters, parameters.length + further.length);
      String numbered = condition;
      for (int i = 0; i < further.length; i++) {
        all[parameters.length + i] = further[i];
        numbered = numbered.replaceFirst("\\?", "\\$" + (parameters.length + i + 1));
      }
      return new Wanted(sql + numbered, all);
    }
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
