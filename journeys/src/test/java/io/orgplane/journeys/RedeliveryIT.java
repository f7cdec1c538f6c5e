package io.orgplane.journeys;

import static io.orgplane.journeys.Api.aWorkspaceIn;
import static io.orgplane.journeys.Api.anOrganizationOf;
import static io.orgplane.journeys.Api.as;
import static io.orgplane.journeys.Api.asPlatform;
import static io.orgplane.journeys.Api.buy;
import static io.orgplane.journeys.Api.eventually;
import static io.orgplane.journeys.Api.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.local.SuiteService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningSuite.class)
class RedeliveryIT {

  /** Tables of the kit that record the delivery itself, and not what it came to. */
  private static final String BOOKKEEPING =
      "('inbox', 'outbox', 'parked_keys', 'parked_events', 'projection_heartbeats', 'idempotency_keys', 'flyway_schema_history')";

  @Test
  void every_event_twice_more_and_in_reverse_leaves_every_service_as_it_was() {
    Someone ann = Keycloak.someone("Ann");
    Someone bob = Keycloak.someone("Bob");
    String acme = anOrganizationOf(ann, "Acme");
    buy(acme, ann, "team", 2);
    String workspace = aWorkspaceIn(acme, ann, "Production");
    join(acme, ann, bob, "developer", workspace);
    as(ann)
        .body(Map.of("role", "viewer"))
        .patch("/v1/organizations/{org}/members/{user}", acme, bob.userId())
        .then()
        .statusCode(200);
    asPlatform()
        .body(
            Map.of(
                "id",
                UUID.randomUUID(),
                "organizationId",
                acme,
                "workspaceId",
                workspace,
                "kind",
                "llm",
                "credits",
                1.5))
        .post("/v1/usage")
        .then()
        .statusCode(201);
    as(ann)
        .delete("/v1/organizations/{org}/members/{user}", acme, bob.userId())
        .then()
        .statusCode(202);
    Topics topics = Topics.of(RunningSuite.addresses().kafka());
    quiet(acme, topics);
    Map<String, Object> before = state(acme);
    assertThat(before.values()).as("there is something to compare").isNotEmpty();

    List<ConsumerRecord<byte[], byte[]>> events = topics.eventsOf(acme);
    assertThat(events).hasSizeGreaterThan(10);
    topics.publishAgain(events);
    List<ConsumerRecord<byte[], byte[]>> reversed = new ArrayList<>(events);
    Collections.reverse(reversed);
    topics.publishAgain(reversed);
    topics.publishUnderNewIds(reversed);
    awaitConsumed(topics);

    assertThat(state(acme)).isEqualTo(before);
    for (SuiteService service : SuiteService.values()) {
      assertThat(RunningSuite.count(service, "parked_events")).as(service.id()).isZero();
    }
    as(bob).get("/v1/organizations/{org}", acme).then().statusCode(404);
  }

  /** When the cascade is through and no outbox holds anything of the organization. */
  private static void quiet(String organization, Topics topics) {
    eventually(
        () ->
            Arrays.stream(SuiteService.values())
                .allMatch(
                    service ->
                        RunningSuite.count(
                                service,
                                "outbox WHERE organization_id = ?",
                                UUID.fromString(organization))
                            == 0));
    awaitConsumed(topics);
  }

  private static void awaitConsumed(Topics topics) {
    eventually(topics::everyServiceHasReadEverything);
  }

  /** Every row of the organization in every tenant table of every service, as text. */
  private static Map<String, Object> state(String organization) {
    Map<String, Object> state = new TreeMap<>();
    for (SuiteService service : SuiteService.values()) {
      RunningSuite.query(
              service,
              """
              SELECT table_name FROM information_schema.columns
              WHERE table_schema = 'public' AND column_name = 'organization_id'
                AND table_name NOT IN %s ORDER BY table_name
              """
                  .formatted(BOOKKEEPING))
          .forEach(
              table ->
                  state.put(
                      service.id() + "." + table.get("table_name"),
                      RunningSuite.query(
                          service,
                          "SELECT t::text AS row FROM %s t WHERE organization_id = ? ORDER BY 1"
                              .formatted(table.get("table_name")),
                          UUID.fromString(organization))));
    }
    return state;
  }
}
