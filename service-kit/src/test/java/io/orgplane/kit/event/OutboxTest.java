package io.orgplane.kit.event;

import static io.orgplane.kit.probe.Suite.DATABASE;
import static io.orgplane.kit.probe.Suite.id;
import static io.orgplane.kit.probe.Suite.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orgplane.kit.KitTest;
import io.orgplane.kit.probe.Suite;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SharedKafka;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@KitTest
class OutboxTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Inject OutboxRelay relay;
  @Inject RelayConnection connections;
  @Inject EventsConfig config;

  private static final Person ANN = People.aPerson("Ann");

  /** Lets a test keep rows from being deleted, or make the deletion hang. */
  @BeforeAll
  static void setTraps() {
    DATABASE.update(
        """
        CREATE TABLE IF NOT EXISTS relay_traps (organization_id uuid PRIMARY KEY, kind text NOT NULL);
        GRANT SELECT ON relay_traps TO kit;
        CREATE OR REPLACE FUNCTION spring_trap() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE trap text;
        BEGIN
          SELECT kind INTO trap FROM relay_traps WHERE organization_id = OLD.organization_id;
          IF trap = 'hang' THEN PERFORM pg_sleep(30); END IF;
          IF trap = 'keep' THEN RETURN NULL; END IF;
          RETURN OLD;
        END $$;
        CREATE OR REPLACE TRIGGER traps BEFORE DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION spring_trap()
        """);
  }

  @Test
  void a_change_and_its_event_are_committed_by_the_same_transaction() {
    String acme = SUITE.anOrganizationOf(ANN);
    trap(acme, "keep");
    write(ANN, acme, "first", 1).then().statusCode(200);

    long change = DATABASE.xmin("notes", "organization_id = ?", id(acme));
    long event = DATABASE.xmin("outbox", "organization_id = ?", id(acme));

    release(acme);
    assertThat(event).isEqualTo(change);
  }

  @Test
  void a_change_that_is_rolled_back_leaves_no_event() {
    String acme = SUITE.anOrganizationOf(ANN);
    DATABASE.update("CREATE UNIQUE INDEX one_text ON notes (text) WHERE text = 'only once'");
    write(ANN, acme, "only once", 1).then().statusCode(200);
    write(ANN, acme, "only once", 2).then().statusCode(500);
    write(ANN, acme, "last", 3).then().statusCode(200);
    SUITE.events.awaitEvent(
        "organization-updated", acme, event -> event.data().path("version").asLong() == 3);

    assertThat(versions(SUITE.events.allEventsOf(acme))).containsExactly(1L, 3L);
    DATABASE.update("DROP INDEX one_text");
  }

  @Test
  void nothing_is_skipped_when_a_transaction_with_a_low_id_commits_last() throws Exception {
    String slow = SUITE.anOrganizationOf(ANN);
    String quick = SUITE.anOrganizationOf(ANN);
    try (Connection connection = DATABASE.connect()) {
      connection.setAutoCommit(false);
      appendBehindTheServicesBack(connection, slow);
      for (int version = 1; version <= 20; version++) {
        write(ANN, quick, "note " + version, version).then().statusCode(200);
      }
      SUITE.events.awaitEvents("organization-updated", quick, 20);
      await().until(() -> DATABASE.count("outbox WHERE organization_id = ?", id(quick)) == 0);
      connection.commit();
    }
    assertThat(SUITE.events.awaitEvent("organization-updated", slow).data().path("name").asText())
        .isEqualTo("late");
  }

  @Test
  void
      an_event_whose_deletion_fails_after_the_acknowledgement_is_published_twice_and_applied_once() {
    String acme = SUITE.anOrganizationOf(ANN);
    trap(acme, "hang");
    write(ANN, acme, "twice", 1).then().statusCode(200);
    SUITE.events.awaitEvent("organization-updated", acme);
    await().until(() -> relays("wait_event = 'PgSleep'") == 1);
    release(acme);
    endRelaySessions();

    List<RecordedEvent> published = SUITE.events.awaitEvents("organization-updated", acme, 2);
    await().until(() -> DATABASE.count("outbox WHERE organization_id = ?", id(acme)) == 0);

    assertThat(published)
        .extracting(RecordedEvent::id)
        .hasSize(2)
        .containsOnly(published.getFirst().id());
    await().until(() -> DATABASE.count("applied WHERE organization_id = ?", id(acme)) == 1);
    assertThat(DATABASE.count("inbox WHERE organization_id = ? AND consumer = 'probe'", id(acme)))
        .isEqualTo(1);
  }

  @Test
  void order_holds_with_two_relays_that_take_over_from_one_another() throws Exception {
    String acme = SUITE.anOrganizationOf(ANN);
    String globex = SUITE.anOrganizationOf(ANN);
    RelayMetrics metricsOfSecond = new RelayMetrics(new SimpleMeterRegistry());
    OutboxRelay second =
        new OutboxRelay(connections, config, SharedKafka.bootstrapServers(), metricsOfSecond);
    second.onStart(new StartupEvent());
    try {
      for (int version = 1; version <= 60; version++) {
        write(ANN, acme, "a" + version, version).then().statusCode(200);
        write(ANN, globex, "g" + version, version).then().statusCode(200);
        if (version % 15 == 0) {
          endRelaySessions();
        }
      }
      for (String organization : List.of(acme, globex)) {
        SUITE.events.awaitEvents("organization-updated", organization, 60);
        assertThat(firstOccurrences(SUITE.events.allEventsOf(organization)))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
      }
    } finally {
      second.onStop(new ShutdownEvent());
    }
  }

  @Test
  void a_second_relay_takes_over_when_the_first_is_gone() throws Exception {
    String acme = SUITE.anOrganizationOf(ANN);
    RelayMetrics metricsOfSecond = new RelayMetrics(new SimpleMeterRegistry());
    OutboxRelay second =
        new OutboxRelay(connections, config, SharedKafka.bootstrapServers(), metricsOfSecond);
    relay.onStop(new ShutdownEvent());
    second.onStart(new StartupEvent());
    try {
      write(ANN, acme, "by the second", 1).then().statusCode(200);
      SUITE.events.awaitEvent("organization-updated", acme);
      await().until(() -> metricsOfSecond.publishedSoFar() > 0);
    } finally {
      second.onStop(new ShutdownEvent());
      relay.onStart(new StartupEvent());
    }
  }

  private static void appendBehindTheServicesBack(Connection connection, String organization)
      throws Exception {
    String payload =
        "{\"organizationId\":\"%s\",\"name\":\"late\",\"description\":\"\",\"version\":1}"
            .formatted(organization);
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO outbox (organization_id, partition, topic, event_id, type, payload, occurred_at)
            VALUES (?, ?, 'organization-events', ?, 'organization-updated', ?, ?::timestamptz)
            """)) {
      insert.setObject(1, id(organization));
      insert.setInt(
          2, Partitions.of(io.orgplane.kit.id.OrganizationId.fromString(organization), 4));
      insert.setObject(3, io.orgplane.kit.id.Ids.next());
      insert.setBytes(4, payload.getBytes(StandardCharsets.UTF_8));
      insert.setString(5, Instant.now().toString());
      insert.executeUpdate();
    }
  }

  private static void trap(String organization, String kind) {
    DATABASE.update("INSERT INTO relay_traps VALUES (?, ?)", id(organization), kind);
  }

  private static void release(String organization) {
    DATABASE.update("DELETE FROM relay_traps WHERE organization_id = ?", id(organization));
  }

  private static long relays(String condition) {
    return DATABASE.count(
        "pg_stat_activity WHERE application_name = 'outbox-relay' AND " + condition);
  }

  private static void endRelaySessions() {
    DATABASE.query(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'outbox-relay' AND datname = 'kit'
        """);
  }

  private static List<Long> versions(List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> event.type().equals("organization-updated"))
        .map(event -> event.data().path("version").asLong())
        .toList();
  }

  private static List<Long> firstOccurrences(List<RecordedEvent> events) {
    return versions(events).stream().distinct().toList();
  }
}
