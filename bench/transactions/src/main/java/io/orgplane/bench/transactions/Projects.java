package io.orgplane.bench.transactions;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The business transaction: the organization is locked, something is added to it, and what is
 * counted and versioned under the lock moves on. The shortest that the suite has; a longer one pays
 * less for its event, in proportion.
 */
@ApplicationScoped
class Projects {

  private static final String LOCK =
      "SELECT projects, version FROM organizations WHERE organization_id = $1 FOR NO KEY UPDATE";

  private static final String ADD =
      """
      INSERT INTO projects (organization_id, id, name, description, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;

  private static final String COUNT =
      "UPDATE organizations SET projects = $2, version = $3 WHERE organization_id = $1";

  private static final String NAME = "Nightly cost report";
  private static final String DESCRIPTION = "Looks at yesterday's bill and says what is new in it.";

  private final Transactions transactions;
  private final Outbox outbox;
  private final Clock clock;

  Projects(Transactions transactions, Outbox outbox, Clock clock) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Organizations to add projects to. */
  Uni<List<OrganizationId>> organizations(int number) {
    List<OrganizationId> ids = Stream.generate(OrganizationId::next).limit(number).toList();
    return transactions
        .acrossOrganizations(
            tx ->
                tx.executeEach(
                    "INSERT INTO organizations (organization_id, projects, version) VALUES ($1, 0, 0)",
                    ids.stream().map(id -> new @Nullable Object[] {id}).toList()))
        .replaceWith(ids);
  }

  Uni<Void> add(OrganizationId organization, UserId by) {
    return transactions.in(
        organization, tx -> add(tx, organization, new WorkspaceId(Ids.next()), by));
  }

  Uni<Void> addAndTell(OrganizationId organization, UserId by) {
    WorkspaceId project = new WorkspaceId(Ids.next());
    return transactions.in(
        organization,
        tx ->
            add(tx, organization, project, by)
                .chain(() -> outbox.append(tx, created(organization, project, by))));
  }

  /** Events that have been committed and not yet relayed. */
  Uni<Long> untold() {
    return transactions.acrossOrganizations(
        tx -> tx.one("SELECT count(*) AS events FROM outbox", row -> row.getLong("events")));
  }

  private Uni<Void> add(Tx tx, OrganizationId organization, WorkspaceId project, UserId by) {
    return tx.one(LOCK, Locked::of, organization)
        .call(() -> insert(tx, organization, project.value(), by))
        .chain(
            before -> tx.execute(COUNT, organization, before.projects() + 1, before.version() + 1))
        .replaceWithVoid();
  }

  private Uni<Integer> insert(Tx tx, OrganizationId organization, UUID project, UserId by) {
    return tx.execute(ADD, organization, project, NAME, DESCRIPTION, by, clock.instant());
  }

  private static WorkspaceCreated created(
      OrganizationId organization, WorkspaceId project, UserId by) {
    return new WorkspaceCreated(organization, project, NAME, "aws", false, by);
  }

  private record Locked(int projects, long version) {
    static Locked of(Row row) {
      return new Locked(row.getInteger("projects"), row.getLong("version"));
    }
  }
}
