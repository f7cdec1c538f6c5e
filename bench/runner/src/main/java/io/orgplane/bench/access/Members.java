package io.orgplane.bench.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Organizations of the same size, each with one workspace that all are assigned to as Developers.
 * They are put straight into the database; their ids are made of numbers, so that a request can
 * name any of them without looking it up.
 *
 * @param first the number of the first organization
 */
record Members(String name, int first, int organizations, int each) {

  static final String ORGANIZATION = "00000000-0000-7000-8000-";
  static final String WORKSPACE = "00000000-0000-7000-9000-";
  static final String USER = "bench-";
  static final int DIGITS = 12;
  static final String ZEROS = "0".repeat(DIGITS);

  /** A prime, so that it leads past everybody. */
  private static final long STRIDE = 61_813;

  private static final String IDS =
      """
      CREATE TEMP TABLE bench_ids AS
      SELECT n AS number, ('%s' || lpad(n::text, %d, '0'))::uuid AS organization,
             ('%s' || lpad(n::text, %d, '0'))::uuid AS workspace
      FROM generate_series(?, ?) AS n
      """
          .formatted(ORGANIZATION, DIGITS, WORKSPACE, DIGITS);

  private static final String SEATS =
      "INSERT INTO organization_seats (organization_id, used) SELECT organization, ? FROM bench_ids";

  private static final String WORKSPACES =
      """
      INSERT INTO workspaces (organization_id, workspace_id, name)
      SELECT organization, workspace, 'Bench' FROM bench_ids
      """;

  private static final String MEMBERS =
      """
      INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at, version,
        changed_at, changed_by)
      SELECT organization, '%1$s' || lpad(n::text, %2$d, '0'), n || '@example.com', 'Member ' || n,
        'developer', 'invitation', now(), 1, now(), 'bench'
      FROM bench_ids, CAST(? AS integer) AS size,
        generate_series(number * size, (number + 1) * size - 1) AS n
      """
          .formatted(USER, DIGITS);

  private static final String ASSIGNMENTS =
      """
      INSERT INTO workspace_assignments (organization_id, user_id, workspace_id, source, changed_at,
        changed_by)
      SELECT organization, '%1$s' || lpad(n::text, %2$d, '0'), workspace, 'manual', now(), 'bench'
      FROM bench_ids, CAST(? AS integer) AS size,
        generate_series(number * size, (number + 1) * size - 1) AS n
      """
          .formatted(USER, DIGITS);

  /**
   * Statistics are gathered after each step: the foreign keys of the next one are looked up once a
   * row, by whatever plan suits the size that the table is believed to have.
   */
  void settle(Connection database) throws SQLException {
    update(database, IDS, first, first + organizations - 1);
    update(database, SEATS, each);
    update(database, WORKSPACES);
    execute(database, "ANALYZE");
    update(database, MEMBERS, each);
    execute(database, "ANALYZE");
    update(database, ASSIGNMENTS, each);
    execute(database, "DROP TABLE bench_ids");
    execute(database, "VACUUM ANALYZE");
  }

  /** The organization of whoever is asked about in that turn: everybody once, then again. */
  int organization(long turn) {
    return first + place(turn) / each;
  }

  int user(long turn) {
    return first * each + place(turn);
  }

  /** Those who follow each other are far apart. */
  private int place(long turn) {
    return (int) (turn * STRIDE % (organizations * each));
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
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
}
