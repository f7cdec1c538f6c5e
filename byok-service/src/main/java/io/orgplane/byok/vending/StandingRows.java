package io.orgplane.byok.vending;

import io.orgplane.byok.configuration.Status;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Columns;
import io.orgplane.kit.tx.Reads;
import io.orgplane.kit.tx.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the database knows of workspaces and of the configurations over them, many at a time. */
@ApplicationScoped
class StandingRows {

  private static final String FIND = "SELECT * FROM standings($1, $2)";
  private static final String VERSIONS = "SELECT shard, version FROM standing_versions";

  private static final int SHARDS = 16;

  private final Reads reads;

  StandingRows(Reads reads) {
    this.reads = reads;
  }

  /** For whom. */
  record Asked(OrganizationId organization, WorkspaceId workspace) {

    /** Whose version counts its changes; as the schema's {@code standing_shard}. */
    int shard() {
      return (int) (organization.value().getLeastSignificantBits() & (SHARDS - 1));
    }
  }

  /**
   * What is known of one.
   *
   * @param deleted whether the workspace is gone; null when nobody has told of it
   * @param status draft where there is no configuration
   * @param version of its shard, at which it is so
   */
  record Standing(
      @Nullable Boolean deleted,
      Status status,
      long generation,
      @Nullable Instant expiresAt,
      long version) {}

  /** By shard. */
  Uni<long[]> versions() {
    return reads.list(VERSIONS, Function.identity()).map(StandingRows::byShard);
  }

  private static long[] byShard(List<Row> rows) {
    long[] versions = new long[SHARDS];
    rows.forEach(row -> versions[row.getShort("shard")] = row.getLong("version"));
    return versions;
  }

  /** In the order in which they were asked for. */
  Uni<List<Standing>> of(List<Asked> asked) {
    return reads.listForAll(
        FIND,
        StandingRows::standing,
        Columns.of(asked)
            .organizations(Asked::organization)
            .uuids(each -> each.workspace().value()));
  }

  private static Standing standing(Row row) {
    Optional<UUID> configured = Optional.ofNullable(row.getUUID("organization_id"));
    return new Standing(
        row.getBoolean("deleted"),
        configured.map(there -> Status.of(row.getString("state"))).orElse(Status.DRAFT),
        configured.map(there -> row.getLong("generation")).orElse(0L),
        Rows.instantOrNull(row, "expires_at"),
        row.getLong("version"));
  }
}
