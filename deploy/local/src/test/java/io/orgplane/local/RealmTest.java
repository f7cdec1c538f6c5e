package io.orgplane.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts and the services rely on in the realm. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RealmTest {
  private JsonNode realm;

  @BeforeEach
  void read() throws IOException {
    realm = new ObjectMapper().readTree(Repository.find().realm().toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "bob", "carol", "dave", "erin", "mallory"})
  void a_person_signs_in_with_the_known_password(String name) {
    JsonNode person = one("users", "username", name + "@example.com");

    assertThat(person.path("emailVerified").asBoolean()).isEqualTo(!name.equals("mallory"));
    assertThat(person.path("credentials").path(0).path("value").asText()).isEqualTo("password");
    assertThat(person.path("firstName").asText()).isEqualToIgnoringCase(name);
    assertThat(person.path("lastName").asText()).isNotBlank();
  }

  @Test
  void people_can_register_themselves_and_must_then_verify_their_address() {
    assertThat(realm.path("registrationAllowed").asBoolean()).isTrue();
    assertThat(one("requiredActions", "alias", "VERIFY_EMAIL").path("defaultAction").asBoolean())
        .isTrue();
    assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
    assertThat(realm.path("accessTokenLifespan").asInt()).isEqualTo(900);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orgplane-platform",
        "orgplane-org",
        "orgplane-membership",
        "orgplane-billing",
        "orgplane-byok"
      })
  void a_service_has_a_client_of_its_own_with_the_platforms_role(String id) {
    JsonNode client = one("clients", "clientId", id);

    assertThat(client.path("secret").asText()).isEqualTo(id + "-secret");
    assertThat(client.path("serviceAccountsEnabled").asBoolean()).isTrue();
    assertThat(client.path("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(one("users", "serviceAccountClientId", id).path("realmRoles").toString())
        .contains("platform-service");
  }

  @Test
  void the_client_that_ends_sessions_may_manage_users_and_nothing_else() {
    String id = "orgplane-membership-admin";
    JsonNode client = one("clients", "clientId", id);
    JsonNode account = one("users", "serviceAccountClientId", id);

    assertThat(client.path("secret").asText()).isEqualTo(id + "-secret");
    assertThat(client.path("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(account.path("clientRoles").toString())
        .isEqualTo("{\"realm-management\":[\"manage-users\"]}");
    assertThat(account.path("realmRoles")).isEmpty();
    assertThat(client.has("protocolMappers")).as("an audience of ours").isFalse();
  }

  @Test
  void people_never_have_the_platforms_role() {
    all("users")
        .filteredOn(user -> !user.has("serviceAccountClientId"))
        .hasSize(6)
        .noneMatch(user -> user.path("realmRoles").toString().contains("platform-service"));
  }

  /** So a token of such a client opens no door of ours, and opens Keycloak's only so far. */
  @Test
  void the_client_that_reads_people_may_do_only_that() {
    JsonNode account = one("users", "serviceAccountClientId", "orgplane-org-directory");

    assertThat(one("clients", "clientId", "orgplane-org-directory").path("protocolMappers"))
        .isEmpty();
    assertThat(account.path("realmRoles")).isEmpty();
    assertThat(account.path("clientRoles").toString())
        .isEqualTo("{\"realm-management\":[\"query-users\",\"view-users\"]}");
  }

  @Test
  void every_client_of_the_api_puts_the_audience_into_access_tokens_alone() {
    all("clients")
        .filteredOn(client -> client.has("protocolMappers"))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            client -> {
              JsonNode mapper = client.path("protocolMappers").path(0).path("config");
              assertThat(mapper.path("included.custom.audience").asText())
                  .isEqualTo("orgplane-api");
              assertThat(mapper.path("access.token.claim").asText()).isEqualTo("true");
              assertThat(mapper.path("id.token.claim").asText()).isEqualTo("false");
            });
  }

  @Test
  void the_command_line_has_the_device_and_the_password_grant() {
    JsonNode cli = one("clients", "clientId", "orgplane-cli");

    assertThat(cli.path("publicClient").asBoolean()).isTrue();
    assertThat(cli.path("directAccessGrantsEnabled").asBoolean()).isTrue();
    assertThat(cli.path("attributes").path("oauth2.device.authorization.grant.enabled").asText())
        .isEqualTo("true");
  }

  private ListAssert<JsonNode> all(String list) {
    return assertThat(items(list));
  }

  private JsonNode one(String list, String field, String value) {
    return items(list).stream()
        .filter(item -> item.path(field).asText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s with %s %s".formatted(list, field, value)));
  }

  private List<JsonNode> items(String list) {
    return StreamSupport.stream(realm.path(list).spliterator(), false).toList();
  }
}
