package io.orgplane.billing.seat;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The number of active members, as membership-service counts them. */
@ApplicationScoped
public class MemberCounts {

  private static final String BEGIN =
      """
      INSERT INTO member_counts (organization_id, active_count, membership_version, recounted_version)
      VALUES ($1, 1, 0, 0) ON CONFLICT DO NOTHING
      """;

  private static final String NOTE =
      """
      INSERT INTO member_counts AS known
        (organization_id, active_count, membership_version, recounted_version)
      VALUES ($1, $2, $3, 0)
      ON CONFLICT (organization_id) DO UPDATE
      SET active_count = excluded.active_count, membership_version = excluded.membership_version
      WHERE known.membership_version < excluded.membership_version
      """;

  private static final String FIND =
      """
      SELECT active_count, membership_version, seats_owed FROM member_counts
      WHERE organization_id = $1
      """;

  private static final String RECOUNTED =
      """
      UPDATE member_counts SET recounted_version = $2
      WHERE organization_id = $1 AND recounted_version < $2
      """;

  private static final String AGAIN =
      """
      UPDATE member_counts SET recounted_version = membership_version - 1, recount_not_before = '-infinity'
      WHERE organization_id = $1 AND recounted_version >= membership_version
      """;

  private static final String DUE =
      """
      SELECT organization_id FROM member_counts
      WHERE recounted_version < membership_version AND recount_not_before < clock_timestamp()
        AND EXISTS (
          SELECT 1 FROM subscriptions WHERE organization_id = member_counts.organization_id
            AND NOT closing)
      """;

  private static final String SOME_DUE = DUE + "ORDER BY random() LIMIT $1";
  private static final String IS_DUE = DUE + "AND organization_id = $1";

  private static final String POSTPONE =
      """
      UPDATE member_counts
      SET recount_not_before = clock_timestamp() + $2 * interval '1 ms' WHERE organization_id = $1
      """;

  /**
   * What was counted.
   *
   * @param version of the memberships that were counted
   * @param owed seats that the gate had to let through and that are to be bought, whatever the rule
   */
  public record MemberCount(int active, long version, int owed) {

    /** A founder is there from the first moment, whatever has been heard so far. */
    static final MemberCount FOUNDER = new MemberCount(1, 0, 0);
  }

  public Uni<Void> begin(Tx tx, OrganizationId organization) {
    return tx.execute(BEGIN, organization).replaceWithVoid();
  }

  /** Whether it was news: an older version than the one that is known changes nothing. */
  public Uni<Boolean> note(Tx tx, OrganizationId organization, int active, long version) {
    return tx.execute(NOTE, organization, active, version).map(changed -> changed == 1);
  }

  public Uni<MemberCount> of(Tx tx, OrganizationId organization) {
    return tx.find(FIND, MemberCounts::count, organization)
        .map(found -> found.orElse(MemberCount.FOUNDER));
  }

  /** The seats have been compared with the members of this version. */
  public Uni<Void> recounted(Tx tx, OrganizationId organization, long version) {
    return tx.execute(RECOUNTED, organization, version).replaceWithVoid();
  }

  /** The seats are to be compared again, though no member has come or gone. */
  public Uni<Void> again(Tx tx, OrganizationId organization) {
    return tx.execute(AGAIN, organization).replaceWithVoid();
  }

  /** The gate lets more in than were bought, because they were in it already. */
  public Uni<Void> owe(Tx tx, OrganizationId organization, int seats) {
    return tx.execute(
            "UPDATE member_counts SET seats_owed = $2 WHERE organization_id = $1",
            organization,
            seats)
        .chain(() -> again(tx, organization));
  }

  /** Comparing them again before that time would come to the same. */
  public Uni<Void> postpone(Tx tx, OrganizationId organization, Duration pause) {
    return tx.execute(POSTPONE, organization, (double) pause.toMillis()).replaceWithVoid();
  }

  /**
   * Some organizations whose members changed since their seats were compared with them: any, so
   * that those that cannot be served now do not stand in front of the others.
   */
  public Uni<List<OrganizationId>> due(Tx tx, int limit) {
    return tx.list(SOME_DUE, Rows::organization, limit);
  }

  /** Whether this one is such an organization. */
  public Uni<Boolean> isDue(Tx tx, OrganizationId organization) {
    return tx.find(IS_DUE, row -> true, organization).map(Optional::isPresent);
  }

  private static MemberCount count(Row row) {
    return new MemberCount(
        row.getInteger("active_count"),
        row.getLong("membership_version"),
        row.getInteger("seats_owed"));
  }
}
