package io.orgplane.org.organization;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** All organizations. A deleted one is not found any more. */
@ApplicationScoped
public class Organizations {

  private static final String COLUMNS =
      "organization_id, name, description, status, personal, created_by, created_at, version";

  private static final String FIND =
      "SELECT "
          + COLUMNS
          + " FROM organizations WHERE organization_id = $1 AND status <> 'deleted'";

  /** Strong enough for those who count below it, and no obstacle to those who only refer to it. */
  private static final String LOCK = FIND + " FOR NO KEY UPDATE";

  private static final String PERSONAL =
      "SELECT " + COLUMNS + " FROM organizations WHERE created_by = $1 AND personal";

  private static final String SERVED =
      "SELECT created_by FROM organizations WHERE created_by = ANY ($1) AND personal";

  private static final String ADD =
      "INSERT INTO organizations ("
          + COLUMNS
          + """
          ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
          ON CONFLICT (created_by) WHERE personal DO NOTHING
          """;

  private static final String REWORD =
      """
      UPDATE organizations SET name = $2, description = $3, version = $4 WHERE organization_id = $1
      """;

  private static final String BECOME =
      "UPDATE organizations SET status = $2 WHERE organization_id = $1 AND status <> 'deleted'";

  /** As it is, or {@link NotFound}. */
  public Uni<Organization> require(Tx tx, OrganizationId id) {
    return tx.find(FIND, Organizations::read, id).map(Organizations::present);
  }

  /**
   * As it is, and as it stays until this transaction ends: whoever decides by a count or by the
   * status does so under this lock.
   */
  public Uni<Organization> lock(Tx tx, OrganizationId id) {
    return lockIfThere(tx, id).map(Organizations::present);
  }

  /** For events, which may come late. */
  public Uni<Optional<Organization>> lockIfThere(Tx tx, OrganizationId id) {
    return tx.find(LOCK, Organizations::read, id);
  }

  /** The one that a person got by signing up, deleted or not: there is no second. */
  public Uni<Optional<Organization>> personalOf(Tx tx, UserId person) {
    return tx.find(PERSONAL, Organizations::read, person);
  }

  /** Who of these has got one by signing up. */
  public Uni<Set<UserId>> personalOf(Tx tx, String[] people) {
    return tx.list(SERVED, row -> Rows.user(row, "created_by"), (Object) people).map(Set::copyOf);
  }

  public Uni<Void> become(Tx tx, OrganizationId id, OrganizationStatus status) {
    return tx.execute(BECOME, id, status).replaceWithVoid();
  }

  /** False when it is personal and its creator has one already, maybe since a moment ago. */
  Uni<Boolean> add(Tx tx, Organization organization) {
    return tx.execute(
            ADD,
            organization.id(),
            organization.name().value(),
            organization.description().value(),
            organization.status(),
            organization.personal(),
            organization.createdBy(),
            organization.createdAt(),
            organization.version())
        .map(added -> added == 1);
  }

  Uni<Void> reword(Tx tx, Organization organization) {
    return tx.execute(
            REWORD,
            organization.id(),
            organization.name().value(),
            organization.description().value(),
            organization.version())
        .replaceWithVoid();
  }

  private static Organization present(Optional<Organization> found) {
    return found.orElseThrow(NotFound::new);
  }

  static Organization read(Row row) {
    return new Organization(
        Rows.organization(row),
        new Name(row.getString("name")),
        new Description(row.getString("description")),
        OrganizationStatus.of(row.getString("status")),
        row.getBoolean("personal"),
        Rows.user(row, "created_by"),
        Rows.instant(row, "created_at"),
        row.getLong("version"));
  }
}
