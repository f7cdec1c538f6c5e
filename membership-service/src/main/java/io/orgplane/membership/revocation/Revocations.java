package io.orgplane.membership.revocation;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.revocation.Revocation.Participant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of removals. */
@ApplicationScoped
public class Revocations {

  private static final String PARTICIPANTS =
      """
      SELECT name, acknowledged_at, detail FROM revocation_participants
      WHERE organization_id = $1 AND revocation_id = $2 ORDER BY name
      """;

  private static final String SELECT =
      "SELECT * FROM revocations WHERE organization_id = $1 AND id = $2";

  private static final String BEGIN =
      """
      INSERT INTO revocations (organization_id, id, user_id, removed_by, workspaces, started_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;

  private static final String ADD_PARTICIPANT =
      "INSERT INTO revocation_participants (organization_id, revocation_id, name) VALUES ($1, $2, $3)";

  private static final String ACKNOWLEDGE =
      """
      UPDATE revocation_participants SET acknowledged_at = $4, detail = $5
      WHERE organization_id = $1 AND revocation_id = $2 AND name = $3
      """;

  /** In the transaction of the removal. */
  public Uni<Void> begin(Tx tx, Revocation revocation) {
    JsonArray workspaces = new JsonArray();
    revocation.workspaces().forEach(each -> workspaces.add(each.toString()));
    return tx.execute(
            BEGIN,
            revocation.organization(),
            revocation.id().value(),
            revocation.userId(),
            revocation.removedBy(),
            workspaces,
            revocation.startedAt())
        .chain(() -> tx.executeEach(ADD_PARTICIPANT, participants(revocation)));
  }

  Uni<Revocation> require(Tx tx, OrganizationId organization, RevocationId id) {
    return find(tx, SELECT, organization, id).map(found -> found.orElseThrow(NotFound::new));
  }

  /** Two acknowledgements at once take turns here, so that the later of them sees both. */
  Uni<Optional<Revocation>> lock(Tx tx, OrganizationId organization, RevocationId id) {
    return find(tx, SELECT + " FOR UPDATE", organization, id);
  }

  Uni<Void> acknowledge(
      Tx tx, Revocation revocation, String participant, String detail, Instant at) {
    return tx.execute(
            ACKNOWLEDGE,
            revocation.organization(),
            revocation.id().value(),
            participant,
            at,
            detail)
        .replaceWithVoid();
  }

  Uni<Void> complete(Tx tx, Revocation revocation) {
    return tx.execute(
            "UPDATE revocations SET completed_at = $3 WHERE organization_id = $1 AND id = $2",
            revocation.organization(),
            revocation.id().value(),
            revocation.completedAt())
        .replaceWithVoid();
  }

  private static Uni<Optional<Revocation>> find(
      Tx tx, String select, OrganizationId organization, RevocationId id) {
    return tx.find(select, row -> row, organization, id.value())
        .chain(
            row ->
                tx.list(PARTICIPANTS, Revocations::participant, organization, id.value())
                    .map(participants -> row.map(found -> revocation(found, participants))));
  }

  private static Revocation revocation(Row row, List<Participant> participants) {
    return new Revocation(
        Rows.organization(row),
        new RevocationId(row.getUUID("id")),
        Rows.user(row, "user_id"),
        Rows.user(row, "removed_by"),
        row.getJsonArray("workspaces").stream()
            .map(each -> WorkspaceId.fromString(each.toString()))
            .toList(),
        Rows.instant(row, "started_at"),
        Rows.instantOrNull(row, "completed_at"),
        participants);
  }

  private static Participant participant(Row row) {
    return new Participant(
        row.getString("name"), Rows.instantOrNull(row, "acknowledged_at"), row.getString("detail"));
  }

  private static List<@Nullable Object[]> participants(Revocation revocation) {
    return revocation.participants().stream()
        .map(
            each ->
                new @Nullable Object[] {
                  revocation.organization(), revocation.id().value(), each.name()
                })
        .toList();
  }
}
