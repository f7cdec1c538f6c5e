package io.orgplane.byok;

import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.orgplane.byok.Given.Org;
import io.orgplane.byok.Routes.Route;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.Uuids;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@ByokTest
class BadInputTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @Test
  void whatever_is_sent_is_answered_with_a_problem_and_changes_nothing() {
    Org org = given.anOrganizationOnBusiness();
    List<String> nonsense =
        List.of(
            "{",
            "[]",
            "[{}]",
            "null",
            "42",
            "\"text\"",
            "{\"unknown\": 1}",
            "{} {}",
            "{\"credential\": {\"kind\": 7}}",
            "{\"credential\": []}",
            "{\"credential\": {\"kind\": \"password\"}}",
            "{\"credential\": {\"roleArn\": \"x\"}}",
            "{\"region\": 1, \"region\": 2}",
            "{\"organizationId\": \"x\", \"workspaceId\": \"y\"}",
            "{\"organizationId\": null, \"workspaceId\": null}",
            "{\"organizationId\": 1, \"workspaceId\": {}}",
            "{\"region\": \"" + "x".repeat(100_000) + "\"}",
            "\u0000");

    for (Route route : Routes.ofTheService().withBody()) {
      for (String body : nonsense) {
        Response answer = send(org, route, body);
        assertThat(answer.statusCode()).as("%s %.60s", route, body).isBetween(400, 499);
        assertThat(answer.contentType()).as("%s", body).contains("application/problem+json");
        assertThat(answer.<String>path("code")).as("%s", body).isNotBlank();
      }
    }
    as(org.owner()).get(org.path()).then().body("version", is(0));
  }

  @Test
  void a_body_beyond_the_limit_is_refused() {
    Org org = given.anOrganizationOnBusiness();

    Response answer =
        as(org.owner())
            .contentType("application/json")
            .body("{\"region\": \"" + "x".repeat(2_000_000) + "\"}")
            .put(org.path());

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void every_field_at_fault_is_named() {
    Org org = given.anOrganizationOnBusiness();

    save(org, Map.of("credential", Map.of("kind", "access-key")))
        .then()
        .statusCode(400)
        .body("code", is("validation-failed"))
        .body(
            "violations.field",
            hasItems(
                "credential.accessKeyId",
                "credential.secretAccessKey",
                "region",
                "inferenceProfile"));
  }

  @Test
  void each_kind_has_its_own_form() {
    Org org = given.anOrganizationOnBusiness();
    String secret = "0123456789abcdef";
    String akia = "AKIAABCDEFGHIJKLMNOP";
    String asia = "ASIAABCDEFGHIJKLMNOP";

    refused(org, key("access-key", asia, secret), "credential.accessKeyId");
    refused(org, key("access-key", "akiaabcdefghijklmnop", secret), "credential.accessKeyId");
    refused(org, key("access-key", akia, "too short"), "credential.secretAccessKey");
    refused(org, key("access-key", akia, secret + "\n"), "credential.secretAccessKey");
    refused(org, key("access-key", akia, "x".repeat(8_193)), "credential.secretAccessKey");
    refused(org, key("temporary-key", akia, secret), "credential.accessKeyId");
    Map<String, Object> ended = key("temporary-key", asia, secret);
    ended.put("sessionToken", secret);
    ended.put("sessionTokenExpiresAt", "2020-01-01T00:00:00Z");
    refused(org, ended, "credential.sessionTokenExpiresAt");
    refused(org, Map.of("kind", "bedrock-api-key", "apiKey", "a b"), "credential.apiKey");
    for (String arn :
        List.of(
            "arn:aws:iam::12345:role/x",
            "arn:aws:iam::222222222222:user/x",
            "arn:aws-cn:iam::222222222222:role/x",
            "arn:aws:iam::222222222222:role/aws-service-role/x",
            "arn:aws:iam::222222222222:role/",
            "arn:aws:iam::222222222222:role/x\u0000",
            "http://169.254.169.254/")) {
      refused(org, Map.of("kind", "role", "roleArn", arn), "credential.roleArn");
    }
  }

  @Test
  void a_region_is_one_of_the_list_and_never_an_address() {
    Org org = given.anOrganizationOnBusiness();
    Map<String, Object> role =
        Map.of("kind", "role", "roleArn", "arn:aws:iam::222222222222:role/x");

    for (String region :
        List.of("us-gov-west-1", "US-EAST-1", "", "evil.example/", "us-east-1.evil.example#")) {
      save(org, Map.of("credential", role, "region", region, "inferenceProfile", "us"))
          .then()
          .statusCode(400)
          .body("violations.field", hasItem("region"));
    }
    save(org, Map.of("credential", role, "region", "eu-west-1", "inferenceProfile", "us"))
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("inferenceProfile"));
    save(org, Map.of("credential", role, "region", "eu-west-1", "inferenceProfile", "mars"))
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("inferenceProfile"));
    Map<String, Object> withEndpoint = new LinkedHashMap<>(Aws.inTheUs(role));
    withEndpoint.put("endpoint", "http://169.254.169.254/");
    save(org, withEndpoint).then().statusCode(400).body("violations.field", hasItem("endpoint"));
  }

  /** A body that would be accepted. */
  static Map<String, Object> fitting(Route route) {
    if (route.path().endsWith("/fallback-policy")) {
      return Map.of("policy", "warn");
    }
    if (route.path().endsWith("/bedrock-fallbacks")) {
      return Map.ofEntries(
          Map.entry("id", "call-1"),
          Map.entry("organizationId", Uuids.v7().toString()),
          Map.entry("workspaceId", Uuids.v7().toString()),
          Map.entry("eligible", true),
          Map.entry("error", "ThrottlingException"),
          Map.entry("endpoint", "bedrock-runtime.us-east-1.amazonaws.com"),
          Map.entry("region", "us-east-1"),
          Map.entry("model", Aws.SONNET),
          Map.entry("inputTokens", 1),
          Map.entry("outputTokens", 1),
          Map.entry("credits", 1));
    }
    return route.isOfOrganization()
        ? Aws.inTheUs(Map.of("kind", "role", "roleArn", "arn:aws:iam::222222222222:role/x"))
        : Map.of("organizationId", Uuids.v7().toString(), "workspaceId", Uuids.v7().toString());
  }

  private static void refused(Org org, Map<String, Object> credential, String field) {
    Response answer = save(org, Aws.inTheUs(credential));
    answer
        .then()
        .statusCode(400)
        .body("code", is("validation-failed"))
        .body("violations.field", hasItem(field));
  }

  private static Map<String, Object> key(String kind, String id, String secret) {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("kind", kind);
    key.put("accessKeyId", id);
    key.put("secretAccessKey", secret);
    return key;
  }

  private static Response send(Org org, Route route, String body) {
    var request = route.isOfOrganization() ? as(org.owner()) : asPlatformService();
    return request
        .contentType("application/json")
        .body(body)
        .request(route.method(), route.of(org.id()));
  }

  private static Response save(Org org, Map<String, Object> wanted) {
    return ConfiguringByokTest.save(org, wanted);
  }
}
