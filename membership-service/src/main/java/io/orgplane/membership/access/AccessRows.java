package io.orgplane.membership.access;

import io.orgplane.kit.access.Membership;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.tx.Columns;
import io.orgplane.kit.tx.Reads;
import io.orgplane.kit.tx.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the database says, about many at once and at one moment. */
@ApplicationScoped
class AccessRows {

  static final String USER = "user:";
  static final String WORKSPACE = "workspace:";

  private static final String HEADS = "SELECT * FROM access_heads($1, $2)";
  private static final String FACTS = "SELECT * FROM access_facts($1, $2, $3)";

  private final Reads reads;

  AccessRows(Reads reads) {
    this.reads = reads;
  }

  /**
   * How far an organization has come.
   *
   * @param changes what the last of them were about; null when the version is the one asked with
   */
  record Head(OrganizationId organization, long version, @Nullable Changes changes) {}

  /**
   * The last changes, newest first.
   *
   * @param subjects users or workspaces, with {@link #USER} or {@link #WORKSPACE} in front
   * @param versions that the changes led to, one for each subject
   */
  record Changes(String[] subjects, Long[] versions, long membershipVersion) {

    /** Whether none is missing that came after that version. */
    boolean reachBackTo(long version) {
      return versions.length > 0 && versions[versions.length - 1] <= version;
    }
  }

  /**
   * @param position among what was asked
   * @param version of the organization's access, at which the facts are so; 0 when nothing has ever
   *     been heard of it
   */
  record Found(int position, AccessFacts facts, long version) {}

  /** Of those that exist, in no order. */
  Uni<List<Head>> heads(Map<OrganizationId, Long> known) {
    return reads.listForAll(
        HEADS,
        AccessRows::head,
        Columns.of(known.entrySet()).organizations(Map.Entry::getKey).longs(Map.Entry::getValue));
  }

  /** One for each concern, in no order. */
  Uni<List<Found>> facts(List<Concern> concerns) {
    return reads.listForAll(
        FACTS,
        row -> found(row, concerns),
        Columns.of(concerns)
            .organizations(Concern::organization)
            .texts(each -> each.user().value())
            .uuids(each -> uuid(each.workspace())));
  }

  private static @Nullable UUID uuid(@Nullable WorkspaceId workspace) {
    return workspace == null ? null : workspace.value();
  }

  private static Head head(Row row) {
    String[] subjects = row.getArrayOfStrings("subjects");
    Changes changes =
        subjects == null
            ? null
            : new Changes(
                subjects, row.getArrayOfLongs("versions"), row.getLong("membership_version"));
    return new Head(Rows.organization(row), row.getLong("version"), changes);
  }

  private static Found found(Row row, List<Concern> concerns) {
    int position = (int) (row.getLong("position") - 1);
    Concern about = concerns.get(position);
    long version = row.getLong("membership_version");
    WorkspaceState workspace =
        about.workspace() == null ? WorkspaceState.NOT_NAMED : WorkspaceState.of(row);
    return new Found(
        position,
        new AccessFacts(about, member(row, about, version), workspace, version),
        row.getLong("version"));
  }

  private static @Nullable Membership member(Row row, Concern about, long version) {
    String role = row.getString("role");
    return role == null
        ? null
        : new Membership(
            about.organization(), about.user(), role.intern(), assignments(row), version);
  }

  private static Map<WorkspaceId, Optional<String>> assignments(Row row) {
    UUID[] workspaces = row.getArrayOfUUIDs("assigned");
    if (workspaces == null) {
      return Map.of();
    }
    String[] overrides = row.getArrayOfStrings("overrides");
    Map<WorkspaceId, Optional<String>> assignments = new HashMap<>();
    for (int i = 0; i < workspaces.length; i++) {
      assignments.put(new WorkspaceId(workspaces[i]), Optional.ofNullable(overrides[i]));
    }
    return assignments;
  }
}
