package io.orgplane.membership;

import static io.orgplane.testing.People.aPerson;

import io.orgplane.membership.Scenario.Link;
import io.orgplane.membership.Scenario.Org;
import io.orgplane.testing.Database;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What races begin with, put where it belongs by SQL: hundreds of rounds cannot wait for a mail, an
 * acceptance and an event each. What then races are the calls of people.
 */
final class Seeded {

  private static final Database DATABASE = Scenario.DATABASE;
  private static final SecureRandom TOKENS = new SecureRandom();

  private static final String MEMBER =
      """
      WITH seat AS (
        UPDATE organization_seats
        SET used = used + 1, membership_version = membership_version + 1
        WHERE organization_id = ? RETURNING organization_id, membership_version)
      INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at, version,
        changed_at, changed_by)
      SELECT organization_id, ?, ?, ?, ?, 'invitation', now(), membership_version, now(), 'test'
      FROM seat
      """;

  private static final String INVITATION =
      """
      WITH invited AS (
        INSERT INTO invitations (organization_id, id, email, role, workspaces, status, invited_by,
          inviter_name, created_at, expires_at)
        VALUES (?, ?, ?, ?, '[]', 'pending', ?, ?, now(), now() + interval '7 days')
        RETURNING organization_id, id)
      INSERT INTO invitation_tokens (organization_id, token_hash, invitation_id)
      SELECT organization_id, sha256(?::bytea), id FROM invited
      """;

  private Seeded() {}

  /** Somebody new in a roomy organization. */
  static Person member(Org org, String role) {
    Person person = aPerson("Bob");
    member(org, person, role);
    return person;
  }

  /** From here on they are in, and this is what they are. */
  static void member(Org org, Person person, String role) {
    int changed =
        DATABASE.update(
            "UPDATE members SET role = ? WHERE organization_id = ? AND user_id = ?",
            role,
            org.uuid(),
            person.userId());
    if (changed == 0) {
      DATABASE.update(MEMBER, org.uuid(), person.userId(), person.email(), person.name(), role);
    }
  }

  /** So many Viewers whom nobody knows, in one statement. */
  static void viewers(Org org, int howMany) {
    DATABASE.update(
        """
        WITH seats AS (
          UPDATE organization_seats
          SET used = used + ?, membership_version = membership_version + 1
          WHERE organization_id = ? RETURNING organization_id, membership_version)
        INSERT INTO members (organization_id, user_id, email, name, role, source, joined_at,
          version, changed_at, changed_by)
        SELECT organization_id, 'viewer-' || n, 'viewer-' || n || '@example.com', 'Viewer ' || n,
          'viewer', 'invitation', now(), membership_version, now(), 'test'
        FROM seats, generate_series(1, ?) AS n
        """,
        howMany,
        org.uuid(),
        howMany);
  }

  static Link link(Org org, Person person, String role) {
    return links(org, List.of(person), role).getFirst();
  }

  /** An invitation for each, and the token of a link that no mail has brought. */
  static List<Link> links(Org org, List<Person> people, String role) {
    List<Link> links = new ArrayList<>();
    try (Connection connection = DATABASE.connect();
        PreparedStatement invite = connection.prepareStatement(INVITATION)) {
      for (Person person : people) {
        Link link = new Link(Uuids.v7().toString(), token());
        fill(invite, org, person, role, link);
        invite.execute();
        links.add(link);
      }
      return links;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What nobody has accepted would come to its end in other tests, when they let days pass. */
  static void endInvitations() {
    DATABASE.update("UPDATE invitations SET status = 'revoked' WHERE status = 'pending'");
  }

  static String workspace(Org org) {
    UUID id = Uuids.v7();
    DATABASE.update(
        "INSERT INTO workspaces (organization_id, workspace_id, name) VALUES (?, ?, 'Workspace')",
        org.uuid(),
        id);
    return id.toString();
  }

  /** Behind billing's back: the version stays, so that its next word counts. */
  static void cap(Org org, @Nullable Integer cap) {
    DATABASE.update(
        """
        UPDATE organization_seats SET cap = greatest(?::int, used), entitled = ?::int
        WHERE organization_id = ?
        """,
        cap,
        cap,
        org.uuid());
  }

  static String token() {
    byte[] bits = new byte[32];
    TOKENS.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  private static void fill(PreparedStatement invite, Org org, Person person, String role, Link link)
      throws SQLException {
    invite.setObject(1, org.uuid());
    invite.setObject(2, UUID.fromString(link.invitation()));
    invite.setString(3, person.email());
    invite.setString(4, role);
    invite.setString(5, org.owner().userId());
    invite.setString(6, org.owner().name());
    invite.setBytes(7, link.token().getBytes(StandardCharsets.UTF_8));
  }
}
