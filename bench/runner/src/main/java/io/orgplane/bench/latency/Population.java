package io.orgplane.bench.latency;

import io.orgplane.local.SuiteService;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Organizations that Ann creates as anybody does, and thousands of members who are put straight
 * into both databases: each would otherwise have to sign up, be invited and accept.
 */
public final class Population {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final String SEATS =
      "UPDATE organization_seats SET cap = NULL, entitled = NULL, used = used + ? WHERE organization_id = ?";

  private static final String MEMBERS =
      """
      INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at, version,
        changed_at, changed_by)
      SELECT ?, 'bench-' || n, 'bench-' || n || '@example.com', 'Member ' || n, 'developer',
        'invitation', now(), 0, now(), 'bench'
      FROM generate_series(1, ?) AS n
      """;

  private static final String PROJECTION =
      """
      INSERT INTO membership_projection (organization_id, user_id, role, workspaces, version)
      SELECT ?, 'bench-' || n, 'developer', '{}', 0 FROM generate_series(1, ?) AS n
      """;

  private static final String OWNER =
      """
      INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at, version,
        changed_at, changed_by)
      VALUES (?, ?, 'owner@example.com', 'Owner', 'owner', 'invitation', now(), 0, now(), 'bench')
      """;

  private static final String PROJECTED_OWNER =
      """
      INSERT INTO membership_projection (organization_id, user_id, role, workspaces, version)
      VALUES (?, ?, 'owner', '{}', 0)
      """;

  /** Younger than any age at which a copy counts as stale. */
  private static final String CURRENT_PARTITIONS =
      "SELECT count(*) FROM projection_heartbeats WHERE beat_at > now() - interval '400 milliseconds'";

  private static final int PARTITIONS = 4;

  private final MeasuredServices services;
  private final List<SuiteService> following;

  /**
   * @param following services whose copies of the memberships are to know them too
   */
  public Population(MeasuredServices services, List<SuiteService> following) {
    this.services = services;
    this.following = following;
  }

  /** Changes to make, turn by turn among the organizations. */
  public List<Change> settle(Ann ann, int organizations, int membersEach)
      throws SQLException, InterruptedException {
    List<UUID> ids = create(ann, organizations);
    try (Connection membership = services.database(SuiteService.MEMBERSHIP)) {
      for (UUID id : ids) {
        update(membership, SEATS, membersEach, id);
        update(membership, MEMBERS, id, membersEach);
      }
      vacuum(membership);
    }
    for (SuiteService service : following) {
      project(service, ids, membersEach);
    }
    List<Change> changes = new ArrayList<>();
    for (int member = 1; member <= membersEach; member++) {
      for (UUID id : ids) {
        changes.add(new Change(id, "bench-" + member));
      }
    }
    return changes;
  }

  /** Organizations with room for everybody, and only Ann in them. */
  List<UUID> create(Ann ann, int organizations) throws SQLException, InterruptedException {
    List<CompletableFuture<UUID>> created = new ArrayList<>();
    for (int number = 1; number <= organizations; number++) {
      created.add(ann.createOrganization("Bench " + number));
    }
    List<UUID> ids = created.stream().map(CompletableFuture::join).toList();
    awaitKnown(ids);
    try (Connection membership = services.database(SuiteService.MEMBERSHIP)) {
      for (UUID id : ids) {
        update(membership, SEATS, 0, id);
      }
    }
    return ids;
  }

  /** A second Owner, with a token of their own. */
  void addOwner(UUID organization, String user) throws SQLException {
    try (Connection membership = services.database(SuiteService.MEMBERSHIP)) {
      update(membership, SEATS, 1, organization);
      update(membership, OWNER, organization, user);
    }
    for (SuiteService service : following) {
      try (Connection database = services.database(service)) {
        update(database, PROJECTED_OWNER, organization, user);
      }
    }
  }

  /** Returns when events flow to all who follow. */
  void awaitCurrentCopies() throws SQLException, InterruptedException {
    for (SuiteService service : following) {
      try (Connection database = services.database(service);
          PreparedStatement current = database.prepareStatement(CURRENT_PARTITIONS)) {
        await(current, PARTITIONS, service.module() + " does not hear of memberships");
      }
    }
  }

  private void project(SuiteService service, List<UUID> organizations, int membersEach)
      throws SQLException {
    try (Connection database = services.database(service)) {
      for (UUID id : organizations) {
        update(database, PROJECTION, id, membersEach);
      }
      vacuum(database);
    }
  }

  private void awaitKnown(List<UUID> organizations) throws SQLException, InterruptedException {
    try (Connection membership = services.database(SuiteService.MEMBERSHIP);
        PreparedStatement known =
            membership.prepareStatement(
                "SELECT count(*) FROM members WHERE organization_id = ANY (?)")) {
      known.setArray(1, membership.createArrayOf("uuid", organizations.toArray()));
      await(known, organizations.size(), "membership-service does not hear of organizations");
    }
  }

  private static void await(PreparedStatement query, int wanted, String otherwise)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count(query) < wanted) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(otherwise);
      }
      Thread.sleep(PAUSE);
    }
  }

  private static int count(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void update(Connection database, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      statement.executeUpdate();
    }
  }

  private static void vacuum(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
  }
}
