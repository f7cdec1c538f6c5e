package io.orgplane.org.organization;

import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which organizations a person is in, oldest first, from the own projection. It tells where one may
 * go and allows nothing by itself: every organization's own endpoints ask again, and more strictly.
 * So it also answers while the projection is stale, for otherwise nobody could sign up while
 * membership-service is away.
 */
@ApplicationScoped
public class OwnOrganizations {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private static final String OF_PERSON =
      """
      SELECT organizations.organization_id, organizations.name, organizations.description,
             organizations.status, organizations.personal, organizations.created_by,
             organizations.created_at, organizations.version, membership.role
      FROM membership_projection AS membership
      JOIN organizations USING (organization_id)
      WHERE membership.user_id = $1 AND membership.role IS NOT NULL
        AND organizations.status <> 'deleted' AND organizations.organization_id > $2
      ORDER BY organizations.organization_id LIMIT $3
      """;

  private final Transactions transactions;

  OwnOrganizations(Transactions transactions) {
    this.transactions = transactions;
  }

  /** One organization with the role that the person has in it. */
  public record Own(Organization organization, String role) {}

  /** All of them. */
  public Uni<List<Own>> of(Tx tx, UserId person) {
    return after(tx, person, BEFORE_ALL, null);
  }

  Uni<List<Own>> of(UserId person, PageRequest page) {
    UUID after = page.after(1).map(OwnOrganizations::position).orElse(BEFORE_ALL);
    return transactions.acrossOrganizations(tx -> after(tx, person, after, page.fetch()));
  }

  private static Uni<List<Own>> after(Tx tx, UserId person, UUID after, @Nullable Integer limit) {
    return tx.list(
        OF_PERSON,
        row -> new Own(Organizations.read(row), row.getString("role")),
        person,
        after,
        limit == null ? null : limit.longValue());
  }

  private static UUID position(Cursor cursor) {
    try {
      return Ids.parse(cursor.key().getFirst());
    } catch (IllegalArgumentException malformed) {
      throw Cursor.invalid();
    }
  }
}
