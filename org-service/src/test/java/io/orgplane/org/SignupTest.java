package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.Caller;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.TokenIssuer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class SignupTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void the_first_call_makes_the_personal_organization_with_its_default_workspace() {
    Person john = aPerson("John");

    String personal =
        as(john)
            .get("/v1/me")
            .then()
            .statusCode(200)
            .body("userId", equalTo(john.userId()))
            .body("email", equalTo(john.email()))
            .body("name", equalTo("John Example"))
            .body("organizations", hasSize(1))
            .body("organizations[0].name", equalTo("John's Organization"))
            .body("organizations[0].role", equalTo("owner"))
            .extract()
            .path("personalOrganizationId");

    as(john)
        .get("/v1/organizations/" + personal)
        .then()
        .statusCode(200)
        .body("personal", equalTo(true))
        .body("status", equalTo("active"));
    as(john)
        .get("/v1/organizations/" + personal + "/workspaces")
        .then()
        .body("items", hasSize(1))
        .body("items[0].name", equalTo("Default"))
        .body("items[0].default", equalTo(true))
        .body("items[0].cloudProvider", equalTo("aws"))
        .body("items[0].readOnly", equalTo(false));
  }

  @Test
  void the_organization_is_told_of_before_its_workspace() {
    Person john = aPerson("John");
    String personal = as(john).get("/v1/me").path("personalOrganizationId");

    SUITE.events.awaitEvent("workspace-created", personal);
    List<RecordedEvent> told =
        SUITE.events.eventsOf(personal).stream()
            .filter(event -> event.topic().equals("organization-events"))
            .toList();

    assertThat(told)
        .extracting(RecordedEvent::type)
        .containsExactly("organization-created", "workspace-created");
    JsonNode created = told.getFirst().data();
    assertThat(created.get("ownerId").asText()).isEqualTo(john.userId());
    assertThat(created.get("ownerEmail").asText()).isEqualTo(john.email());
    assertThat(created.get("ownerName").asText()).isEqualTo("John Example");
    assertThat(created.get("personal").asBoolean()).isTrue();
    assertThat(told.getLast().data().get("default").asBoolean()).isTrue();
  }

  @Test
  void fifty_first_calls_at_once_make_one_and_all_get_the_same_answer() {
    for (int round = 0; round < 4; round++) {
      Person newcomer = aPerson("Newcomer");

      List<String> answers =
          InParallel.times(
                  50,
                  index -> as(newcomer).get("/v1/me").then().statusCode(200).extract().asString())
              .succeeded();

      assertThat(answers).hasSize(50).containsOnly(answers.getFirst());
      assertThat(DATABASE.count("organizations WHERE created_by = ?", newcomer.userId()))
          .isEqualTo(1);
      UUID personal =
          UUID.fromString(Json.parse(answers.getFirst()).get("personalOrganizationId").asText());
      assertThat(DATABASE.count("workspaces WHERE organization_id = ?", personal)).isEqualTo(1);
      SUITE.events.awaitEvent("workspace-created", personal.toString());
      assertThat(SUITE.events.allEventsOf(personal.toString()))
          .extracting(RecordedEvent::type)
          .containsOnlyOnce("organization-created", "workspace-created");
    }
  }

  @Test
  void somebody_who_is_invited_elsewhere_has_both_organizations() {
    Acme acme = Acme.founded(SUITE.events);
    Person bob = acme.joins("developer");

    as(bob)
        .get("/v1/me")
        .then()
        .statusCode(200)
        .body("organizations", hasSize(2))
        .body("organizations.find { it.id == '" + acme.id + "' }.role", equalTo("developer"));
  }

  @Test
  void who_deletes_their_personal_organization_gets_no_second_one() {
    Person john = aPerson("John");
    String personal = as(john).get("/v1/me").path("personalOrganizationId");
    as(john).delete("/v1/organizations/" + personal).then().statusCode(204);

    as(john)
        .get("/v1/me")
        .then()
        .statusCode(200)
        .body("personalOrganizationId", nullValue())
        .body("organizations", hasSize(0));
    assertThat(DATABASE.count("organizations WHERE created_by = ?", john.userId())).isEqualTo(1);
  }

  @Test
  void a_strange_name_at_the_identity_provider_still_makes_a_readable_organization() {
    assertThat(nameFor("given_name", "  Zoë\u0000\n ")).isEqualTo("Zoë's Organization");
    assertThat(nameFor("given_name", "x".repeat(300)))
        .isEqualTo("x".repeat(85) + "'s Organization");
    assertThat(nameFor("given_name", "\u0007")).isEqualTo("Personal Organization");
  }

  @Test
  void who_has_only_an_address_is_named_by_its_first_part() {
    Person nameless = aPerson("Nameless");
    String token =
        TokenIssuer.shared()
            .aToken(nameless)
            .claim("given_name", null)
            .claim("name", null)
            .claim("preferred_username", nameless.email())
            .build();

    Caller.withToken(token)
        .get("/v1/me")
        .then()
        .statusCode(200)
        .body("organizations[0].name", equalTo(nameless.email().split("@")[0] + "'s Organization"));
  }

  @Test
  void an_account_without_an_address_is_told_so_and_gets_nothing() {
    Person someone = aPerson("Someone");
    String token = TokenIssuer.shared().aToken(someone).claim("email", null).build();

    Caller.withToken(token).get("/v1/me").then().statusCode(403).body("code", equalTo("forbidden"));

    assertThat(DATABASE.count("organizations WHERE created_by = ?", someone.userId())).isZero();
  }

  @Test
  void a_platform_service_is_nobody() {
    Caller.asPlatformService().get("/v1/me").then().statusCode(403);
  }

  private static String nameFor(String claim, String value) {
    String token = TokenIssuer.shared().aToken(aPerson("Strange")).claim(claim, value).build();
    return Caller.withToken(token)
        .get("/v1/me")
        .then()
        .statusCode(200)
        .extract()
        .path("organizations[0].name");
  }
}
