package io.orgplane.journeys;

import static io.orgplane.journeys.Api.anOrganizationOf;
import static io.orgplane.journeys.Api.as;
import static io.orgplane.journeys.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.local.SuiteService;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningSuite.class)
class OutageIT {

  private static final Duration BROKER_AWAY = Duration.ofSeconds(60);
  private static final Duration BETWEEN_WRITES = Duration.ofMillis(500);

  @Test
  void
      while_the_broker_is_away_for_a_minute_writes_go_on_or_are_refused_and_the_backlog_drains_in_order() {
    Someone ann = Keycloak.someone("Ann");
    String acme = anOrganizationOf(ann, "Acme");
    Writer writer = new Writer(ann, acme);

    RunningSuite.stack().kafka().stop();
    writer.writeFor(BROKER_AWAY);
    assertThat(writer.accepted()).as("writes that were accepted meanwhile").isNotEmpty();
    RunningSuite.stack().kafka().start();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                RunningSuite.count(
                        SuiteService.ORG, "outbox WHERE organization_id = ?", UUID.fromString(acme))
                    == 0);
    assertThat(publishedNames(acme)).containsExactlyElementsOf(writer.accepted());
    await().atMost(Duration.ofSeconds(30)).until(() -> everythingWorks(ann));
  }

  @Test
  void while_postgresql_restarts_writes_are_refused_with_503_and_afterwards_nothing_is_missing() {
    Someone ann = Keycloak.someone("Ann");
    String acme = anOrganizationOf(ann, "Acme");
    Writer writer = new Writer(ann, acme);

    writer.write();
    RunningSuite.stack().postgres().stop();
    writer.writeFor(Duration.ofSeconds(3));
    RunningSuite.stack().postgres().start();
    await().atMost(Duration.ofSeconds(60)).until(() -> writer.write() == 200);
    writer.writeFor(Duration.ofSeconds(2));

    eventually(
        () ->
            RunningSuite.count(
                    SuiteService.ORG, "outbox WHERE organization_id = ?", UUID.fromString(acme))
                == 0);
    assertThat(publishedNames(acme))
        .as("a write may have been committed although its answer got lost, never the reverse")
        .filteredOn(writer.accepted()::contains)
        .containsExactlyElementsOf(writer.accepted());
    await().atMost(Duration.ofSeconds(60)).until(() -> everythingWorks(ann));
  }

  /** A new organization needs all four services and the events between them. */
  private static boolean everythingWorks(Someone person) {
    Response created = as(person).body(Map.of("name", "After")).post("/v1/organizations");
    return created.statusCode() == 201 && "active".equals(created.path("status"));
  }

  private static List<String> publishedNames(String organization) {
    return Topics.of(RunningSuite.addresses().kafka()).eventsOf(organization).stream()
        .filter(event -> event.topic().equals("organization-events"))
        .map(event -> new String(event.value(), StandardCharsets.UTF_8))
        .filter(payload -> payload.contains("\"write "))
        .map(payload -> io.restassured.path.json.JsonPath.from(payload).getString("name"))
        .distinct()
        .toList();
  }

  /** Renames the organization again and again, and remembers which renames were confirmed. */
  private static final class Writer {
    private final Someone person;
    private final String organization;
    private final List<String> accepted = new ArrayList<>();
    private int attempts;

    Writer(Someone person, String organization) {
      this.person = person;
      this.organization = organization;
    }

    int write() {
      String name = "write " + ++attempts;
      Response answer =
          as(person).body(Map.of("name", name)).patch("/v1/organizations/{org}", organization);
      assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 503);
      if (answer.statusCode() == 200) {
        accepted.add(name);
      } else {
        assertThat(answer.<String>path("code")).isEqualTo("upstream-unavailable");
      }
      return answer.statusCode();
    }

    void writeFor(Duration time) {
      await()
          .pollInSameThread()
          .pollInterval(BETWEEN_WRITES)
          .atMost(time.plusSeconds(60))
          .until(new Until(time)::afterWriting);
    }

    List<String> accepted() {
      return accepted;
    }

    private final class Until {
      private final long end;

      Until(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
      }

      boolean afterWriting() {
        write();
        return System.nanoTime() - end >= 0;
      }
    }
  }
}
