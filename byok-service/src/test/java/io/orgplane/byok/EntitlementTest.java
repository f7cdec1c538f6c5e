package io.orgplane.byok;

import static io.orgplane.byok.Aws.aCustomer;
import static io.orgplane.testing.Caller.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.orgplane.byok.Given.Org;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import io.restassured.response.Response;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class EntitlementTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @Test
  void a_plan_without_the_feature_is_refused_but_looking_and_removing_are_not() {
    Org org = given.anOrganization();

    ConfiguringByokTest.save(org, Aws.accessKey(aCustomer()))
        .then()
        .statusCode(402)
        .body("code", is("plan-required"));
    as(org.owner()).post(org.path() + "/test").then().statusCode(402);
    as(org.owner()).get(org.path() + "/external-id").then().statusCode(402);
    as(org.owner()).get(org.path()).then().statusCode(200);
    as(org.owner()).delete(org.path()).then().statusCode(204);
  }

  @Test
  void an_upgrade_that_is_just_under_way_is_waited_for() {
    Org org = given.anOrganization();

    CompletableFuture<Response> waiting =
        CompletableFuture.supplyAsync(() -> as(org.owner()).get(org.path() + "/external-id"));
    given.entitled(org, 1, true);

    assertThat(waiting.join().statusCode()).isEqualTo(200);
  }

  @Test
  void losing_the_feature_suspends_and_having_it_again_brings_it_back() {
    Org org = configured();

    given.entitled(org, 2, false);

    assertThat(EVENTS.awaitEvent("byok-suspended", org.id()).data().get("version").asLong())
        .isEqualTo(2);
    as(org.owner())
        .get(org.path())
        .then()
        .body("status", is("suspended"))
        .body("kind", is("access-key"))
        .body("version", is(2));
    given.entitled(org, 3, true);
    assertThat(EVENTS.awaitEvents("byok-activated", org.id(), 2))
        .extracting(event -> event.data().get("version").asLong())
        .containsExactly(1L, 3L);
    as(org.owner()).get(org.path()).then().body("status", is("active"));
    as(org.owner()).post(org.path() + "/test").then().body("ok", is(true));
  }

  @Test
  void a_read_only_organization_uses_and_changes_nothing() {
    Org org = configured();

    given.entitled(org, 2, true, true);
    EVENTS.awaitEvent("byok-suspended", org.id());

    ConfiguringByokTest.save(org, Aws.accessKey(aCustomer()))
        .then()
        .statusCode(409)
        .body("code", is("organization-read-only"));
  }

  @Test
  void an_older_entitlement_and_a_repeated_one_change_nothing() {
    Org org = configured();
    OutgoingEvent lost = given.entitled(org, 5, false);
    EVENTS.awaitEvent("byok-suspended", org.id());

    given.entitled(org, 4, true);
    EVENTS.publish(lost);
    EVENTS.publish(lost);
    EVENTS.publish(lost.withId(io.orgplane.testing.Uuids.v7().toString()));
    given.entitled(org, 6, true);
    EVENTS.awaitEvents("byok-activated", org.id(), 2);

    assertThat(EVENTS.allEventsOf(org.id()))
        .extracting(event -> event.type())
        .filteredOn(type -> type.startsWith("byok-"))
        .containsExactly("byok-activated", "byok-suspended", "byok-activated");
    assertThat(
            Database.of("byok")
                .single(
                    "SELECT version FROM configurations WHERE organization_id = ?",
                    UUID.fromString(org.id())))
        .containsEntry("version", 3L);
  }

  @Test
  void an_entitlement_that_comes_before_its_organization_is_kept() {
    Org unborn =
        new Org(
            io.orgplane.testing.Uuids.v7().toString(),
            io.orgplane.testing.People.aPerson(),
            io.orgplane.testing.Uuids.v7().toString());
    given.entitled(unborn, 1, true);
    Eventually.holds(
        () ->
            Database.of("byok")
                    .count("entitlements WHERE organization_id = ?", UUID.fromString(unborn.id()))
                == 1);

    EVENTS.publish(
        "organization-events", "organization-created", unborn.id(), Given.created(unborn));
    EVENTS.awaitEvent("participant-acknowledged", unborn.id());

    as(unborn.owner()).get(unborn.path() + "/external-id").then().statusCode(200);
  }

  private Org configured() {
    Org org = given.anOrganizationOnBusiness();
    ConfiguringByokTest.save(org, Aws.accessKey(aCustomer())).then().statusCode(200);
    return org;
  }
}
