package io.orgplane.kit.access;

import io.orgplane.kit.event.EventsConfig;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.time.MachineTime;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Memberships from the local copy, with the knowledge whether it is current: a heartbeat on every
 * partition within the allowed age, and no membership event of this organization parked.
 */
@DefaultBean
@ApplicationScoped
class ProjectedMemberships implements MembershipSource {

  private static final String LOOK_UP =
      """
      SELECT member.role, member.workspaces, member.version,
        (SELECT count(*) FILTER (WHERE beat_at > $3) >= $4 FROM projection_heartbeats)
        AND NOT EXISTS (SELECT 1 FROM parked_keys WHERE consumer = $5 AND record_key = $6) AS current
      FROM (SELECT 1) AS always
      LEFT JOIN membership_projection AS member
        ON member.organization_id = $1 AND member.user_id = $2
      """;

  private final Transactions transactions;
  private final ProjectionConfig config;
  private final long partitions;

  ProjectedMemberships(Transactions transactions, ProjectionConfig config, EventsConfig events) {
    this.transactions = transactions;
    this.config = config;
    this.partitions = events.partitions();
  }

  @Override
  public Uni<Lookup> membershipOf(OrganizationId organization, UserId user) {
    return transactions.in(
        organization,
        tx ->
            tx.one(
                LOOK_UP,
                row -> lookup(organization, user, row),
                organization,
                user,
                MachineTime.now().minus(config.maxAge()),
                partitions,
                MembershipProjection.NAME,
                organization.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static Lookup lookup(OrganizationId organization, UserId user, Row row) {
    if (!row.getBoolean("current")) {
      return new Stale();
    }
    String role = row.getString("role");
    return role == null
        ? new NotMember()
        : new Member(
            new Membership(
                organization,
                user,
                role,
                assignments(row.getJsonObject("workspaces")),
                row.getLong("version")));
  }

  private static Map<WorkspaceId, Optional<String>> assignments(JsonObject workspaces) {
    Map<WorkspaceId, Optional<String>> assignments = new HashMap<>();
    workspaces.forEach(
        each ->
            assignments.put(
                WorkspaceId.fromString(each.getKey()),
                Optional.ofNullable(each.getValue()).map(Object::toString)));
    return assignments;
  }
}
