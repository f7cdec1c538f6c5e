package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static io.orgplane.testing.People.aPerson;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.org.organization.Founder;
import io.orgplane.org.signup.SigningUp;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.Person;
import io.orgplane.testing.Seed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People who have registered with the identity provider and have never called. */
@OrgTest
class RegistrationTest {

  private static final int ROUNDS = 150;
  private static final Duration LEASE = Duration.ofSeconds(3);

  @RegisterExtension static final Suite SUITE = new Suite();

  @Inject SigningUp signingUp;

  @Test
  void who_has_registered_and_never_called_gets_a_personal_organization_ready_to_use() {
    Person john = aPerson("John");
    register(john, Map.of());

    Acme.until(() -> personalOf(john) == 1);

    Map<String, Object> made =
        DATABASE.single(
            """
            SELECT o.organization_id, o.name, w.name AS workspace, w.is_default
            FROM organizations o JOIN workspaces w USING (organization_id) WHERE o.created_by = ?
            """,
            john.userId());
    assertThat(made)
        .containsEntry("name", "John's Organization")
        .containsEntry("workspace", "Default")
        .containsEntry("is_default", true);
    String id = String.valueOf(made.get("organization_id"));
    var created = SUITE.events.awaitEvent("organization-created", id).data();
    assertThat(created.get("ownerId").asText()).isEqualTo(john.userId());
    assertThat(created.get("ownerName").asText()).isEqualTo("John Example");
    SUITE.events.awaitEvent("workspace-created", id);
    assertThat(
            DATABASE.query(
                "SELECT DISTINCT actor_type, actor_id FROM audit_entries WHERE organization_id = ?",
                UUID.fromString(id)))
        .containsExactly(Map.of("actor_type", "system", "actor_id", "signup-reconciliation"));
    as(john).get("/v1/organizations").then().body("items.id", equalTo(List.of(id)));
    as(john).get("/v1/me").then().body("personalOrganizationId", equalTo(id));
  }

  @Test
  void of_more_people_than_fit_a_page_nobody_is_left_out() {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      people.add(aPerson("Many"));
    }
    people.forEach(person -> register(person, Map.of()));

    Acme.until(() -> people.stream().allMatch(person -> personalOf(person) == 1));
  }

  @Test
  void service_accounts_disabled_people_and_those_without_an_address_get_none() {
    Person disabled = aPerson("Disabled");
    Person robot = aPerson("Robot");
    Person unreachable = aPerson("Unreachable");
    register(disabled, Map.of("enabled", false));
    register(robot, Map.of("serviceAccountClientId", "robot"));
    Map<String, @Nullable Object> withoutAddress = new HashMap<>();
    withoutAddress.put("email", null);
    register(unreachable, withoutAddress);
    Person last = aPerson("Zoe");
    register(last, Map.of());

    Acme.until(() -> personalOf(last) == 1);
    afterAnotherPass();

    for (Person nobody : List.of(disabled, robot, unreachable)) {
      assertThat(personalOf(nobody)).as(nobody.name()).isZero();
    }
  }

  @Test
  void who_calls_at_the_moment_at_which_they_are_found_still_gets_one() {
    for (int round = 0; round < ROUNDS; round++) {
      Person newcomer = aPerson("Racer");

      List<String> ids =
          InParallel.all(
                  () -> found(newcomer),
                  () -> calls(newcomer),
                  () -> found(newcomer),
                  () -> calls(newcomer))
              .succeeded();

      String what = "round %d, seed %d".formatted(round, Seed.value());
      assertThat(ids).as(what).containsOnly(ids.getFirst());
      assertThat(personalOf(newcomer)).as(what).isEqualTo(1);
      assertThat(
              DATABASE.count(
                  "workspaces WHERE organization_id = ?", UUID.fromString(ids.getFirst())))
          .as(what)
          .isEqualTo(1);
    }
  }

  @Test
  void who_has_deleted_theirs_is_not_given_another() {
    Person john = aPerson("John");
    String personal = as(john).get("/v1/me").path("personalOrganizationId");
    as(john).delete("/v1/organizations/" + personal).then().statusCode(204);
    register(john, Map.of());

    afterAnotherPass();

    assertThat(personalOf(john)).isEqualTo(1);
    as(john).get("/v1/organizations").then().body("items", equalTo(List.of()));
  }

  @Test
  void a_keycloak_that_fails_is_asked_again_from_where_it_failed() {
    given().body("3").put(keycloak("/failures")).then().statusCode(200);
    Person john = aPerson("John");
    register(john, Map.of());

    Acme.until(() -> personalOf(john) == 1);
  }

  @Test
  void another_replica_goes_on_where_the_last_one_ended_and_not_before_its_lease_is_over() {
    Acme.until(RegistrationTest::anotherReplicaIsAtIt);
    long since = System.nanoTime();
    int before = asked().size();

    Acme.until(() -> asked().size() > before);

    assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(LEASE.minusMillis(500));
    assertThat(asked().get(before)).contains("first=700");
    afterAnotherPass();
  }

  @Test
  void what_the_operator_sees() {
    afterAnotherPass();

    Acme.until(
        () ->
            given()
                .get("/q/metrics")
                .asString()
                .lines()
                .anyMatch(
                    line ->
                        line.startsWith("orgplane_reconciliation_age_seconds")
                            && Double.parseDouble(line.substring(line.lastIndexOf(' '))) >= 0));
    assertThat(given().get("/q/metrics").asString())
        .contains("orgplane_reconciliation_signed_up_total")
        .contains("orgplane_reconciliation_failures_total");
  }

  /** By the reconciliation. */
  private String found(Person person) {
    return signingUp
        .ensure(
            new Founder(
                new UserId(person.userId()),
                person.email(),
                person.name(),
                "Racer",
                Actor.system("signup-reconciliation")))
        .await()
        .indefinitely()
        .id()
        .toString();
  }

  private static String calls(Person person) {
    return as(person).get("/v1/me").then().statusCode(200).extract().path("personalOrganizationId");
  }

  private static long personalOf(Person person) {
    return DATABASE.count("organizations WHERE personal AND created_by = ?", person.userId());
  }

  /** It is somewhere in the middle, and from now on silent. */
  private static boolean anotherReplicaIsAtIt() {
    return DATABASE.update(
            """
            UPDATE signup_reconciliation
            SET holder = gen_random_uuid(), next_person = 700,
                held_until = clock_timestamp() + ?::interval
            WHERE holder IS NULL
            """,
            LEASE.toString())
        == 1;
  }

  /** Until a pass that began after now has ended. */
  private static void afterAnotherPass() {
    for (int i = 0; i < 2; i++) {
      Object last = completedAt();
      Acme.until(() -> !Objects.equals(completedAt(), last));
    }
  }

  private static @Nullable Object completedAt() {
    return DATABASE.single("SELECT completed_at FROM signup_reconciliation").get("completed_at");
  }

  private static void register(Person person, Map<String, ? extends @Nullable Object> different) {
    Map<String, @Nullable Object> user = new HashMap<>();
    user.put("id", person.userId());
    user.put("username", person.email());
    user.put("email", person.email());
    user.put("firstName", person.name().split(" ", 2)[0]);
    user.put("lastName", person.name().split(" ", 2)[1]);
    user.put("enabled", true);
    user.put("notBefore", 0);
    user.put("access", Map.of("manage", false));
    user.putAll(different);
    given()
        .contentType("application/json")
        .body(user)
        .put(keycloak("/people"))
        .then()
        .statusCode(200);
  }

  private static List<String> asked() {
    return given().get(keycloak("/asked")).jsonPath().getList("$", String.class);
  }

  private static String keycloak(String path) {
    String admin = ConfigProvider.getConfig().getValue("orgplane.keycloak.admin-url", String.class);
    return admin.replace("/admin/realms/orgplane", path);
  }
}
