package io.orgplane.journeys;

import static io.orgplane.journeys.Api.anOrganizationOf;
import static io.orgplane.journeys.Api.as;
import static io.orgplane.journeys.Api.asPlatform;
import static io.orgplane.journeys.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.journeys.Traps.Moment;
import io.orgplane.local.SuiteService;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * SIGKILL at the three moments that matter. Traps in the service's own database hold a transaction
 * where the test wants it; the service knows nothing of them.
 */
@ExtendWith(RunningSuite.class)
class CrashIT {

  /**
   * A change and its event.
   *
   * @param call makes the service commit it, sooner or later
   * @param changed counts the changed rows, and {@code xmins} lists their transactions
   */
  private record Scene(SuiteService service, Runnable call, String eventType, String changedRows) {}

  @TestFactory
  Stream<DynamicTest> a_change_and_its_event_survive_kill_9_together_or_not_at_all() {
    return Stream.of(Moment.values())
        .flatMap(
            moment ->
                scenes().stream()
                    .map(
                        scene ->
                            DynamicTest.dynamicTest(
                                scene.service() + " " + moment, () -> killed(scene, moment))));
  }

  @Test
  void a_relay_killed_between_acknowledgement_and_deletion_publishes_twice_and_the_effect_is_one() {
    Someone ann = Keycloak.someone("Ann");
    String acme = anOrganizationOf(ann, "Acme");
    Traps traps = new Traps(SuiteService.ORG);
    traps.holdDeletions();
    rename(ann, acme, "Renamed");
    eventually(() -> events(acme, "organization-updated").size() == 1 && traps.somebodyIsHeld());

    RunningSuite.stack().service(SuiteService.ORG).kill9();
    traps.endHeld();
    traps.disarm();
    RunningSuite.stack().service(SuiteService.ORG).start();

    eventually(() -> events(acme, "organization-updated").size() >= 2);
    eventually(() -> waiting(SuiteService.ORG, acme) == 0);
    Set<String> ids = new HashSet<>(events(acme, "organization-updated"));
    assertThat(ids).as("the same event, published again").hasSize(1);
    UUID id = UUID.fromString(ids.iterator().next());
    eventually(
        () ->
            RunningSuite.count(
                    SuiteService.MEMBERSHIP,
                    "organizations WHERE organization_id = ? AND name = 'Renamed'",
                    UUID.fromString(acme))
                == 1);
    assertThat(
            RunningSuite.query(
                SuiteService.MEMBERSHIP,
                "SELECT consumer, count(*) AS n FROM inbox WHERE event_id = ? GROUP BY consumer",
                id))
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(claim).containsEntry("n", 1L));
  }

  private static void killed(Scene scene, Moment moment) {
    Traps traps = new Traps(scene.service());
    traps.keepEvents();
    long before = changed(scene);
    traps.killDuring(moment, scene.call(), () -> changed(scene) > before);
    long changes = changed(scene) - before;
    List<Map<String, Object>> events = keptEvents(scene);

    assertThat(events).as("events of %d changes", changes).hasSize((int) changes);
    switch (moment) {
      case JUST_BEFORE_THE_COMMIT -> assertThat(changes).isZero();
      case AT_THE_COMMIT -> assertThat(changes).isBetween(0L, 1L);
      case JUST_AFTER_THE_COMMIT -> assertThat(changes).isEqualTo(1);
    }
    for (Map<String, Object> event : events) {
      assertThat(
              RunningSuite.count(
                  scene.service(),
                  "(SELECT xmin FROM %s) AS change WHERE change.xmin::text = ?"
                      .formatted(scene.changedRows()),
                  String.valueOf(event.get("xmin"))))
          .as("rows changed by the transaction of the event")
          .isPositive();
    }
    traps.disarm();
    RunningSuite.stack().service(scene.service()).start();
    eventually(() -> RunningSuite.count(scene.service(), "outbox") == 0);
  }

  private static List<Scene> scenes() {
    Someone ann = Keycloak.someone("Ann");
    String acme = anOrganizationOf(ann, "Acme");
    return List.of(
        new Scene(
            SuiteService.ORG,
            () -> rename(ann, acme, "crash"),
            "organization-updated",
            "organizations WHERE organization_id = '%s' AND name = 'crash'".formatted(acme)),
        new Scene(
            SuiteService.MEMBERSHIP,
            () -> Api.inviteAddress(acme, ann, "%s@example.com".formatted(UUID.randomUUID())),
            "member-invited",
            "invitations WHERE organization_id = '%s'".formatted(acme)),
        new Scene(
            SuiteService.BILLING,
            () ->
                asPlatform()
                    .body(
                        Map.of(
                            "id",
                            UUID.randomUUID(),
                            "organizationId",
                            acme,
                            "credits",
                            5,
                            "reason",
                            "crash"))
                    .post("/v1/credits/grants"),
            "credits-granted",
            "credit_grants WHERE organization_id = '%s' AND bucket = 'bonus'".formatted(acme)),
        new Scene(
            SuiteService.BYOK,
            () -> as(ann).body(Map.of("name", "Crash")).post("/v1/organizations"),
            "participant-acknowledged",
            "external_ids"));
  }

  private static long changed(Scene scene) {
    return RunningSuite.count(scene.service(), scene.changedRows());
  }

  private static List<Map<String, Object>> keptEvents(Scene scene) {
    return RunningSuite.query(
        scene.service(), "SELECT xmin::text AS xmin FROM outbox WHERE type = ?", scene.eventType());
  }

  private static void rename(Someone owner, String organization, String name) {
    as(owner).body(Map.of("name", name)).patch("/v1/organizations/{org}", organization);
  }

  private static long waiting(SuiteService service, String organization) {
    return RunningSuite.count(
        service, "outbox WHERE organization_id = ?", UUID.fromString(organization));
  }

  private static List<String> events(String organization, String type) {
    return Topics.of(RunningSuite.addresses().kafka()).eventsOf(organization).stream()
        .filter(event -> header(event, "ce_type").equals(type))
        .map(event -> header(event, "ce_id"))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
