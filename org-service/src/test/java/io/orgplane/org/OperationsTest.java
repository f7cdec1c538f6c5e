package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.until;
import static io.orgplane.testing.People.aPerson;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.SuiteClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class OperationsTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void it_is_alive_ready_and_started() {
    for (String probe : List.of("live", "ready", "started")) {
      given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }
  }

  @Test
  void an_operator_sees_how_many_organizations_wait_and_for_how_long() {
    SUITE.without("byok");
    String late = Acme.create(aPerson("Ann"), "Late").path("id");
    long waiting = waiting();
    assertThat(waiting).isPositive();
    until(() -> metric("orgplane_provisioning_waiting") == waiting);
    SuiteClock.advance(Duration.ofMinutes(5));
    until(() -> metric("orgplane_provisioning_waiting_age_seconds") > 290);

    SUITE.acknowledge(late, "byok");

    until(() -> metric("orgplane_provisioning_waiting") == waiting - 1);
    assertThat(metric("orgplane_provisioning_duration_seconds_count")).isPositive();
  }

  @Test
  void every_route_is_described_with_what_it_does() {
    JsonNode document =
        Json.parse(given().queryParam("format", "json").get("/q/openapi").asString());
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(operation -> assertDescribed(path.getKey(), operation)));
    JsonNode workspace = document.at("/components/schemas/Workspace/properties");
    assertThat(workspace.has("default")).isTrue();
    assertThat(workspace.at("/name/type").asText()).isEqualTo("string");
    assertThat(document.at("/components/schemas/Patch/properties/name/type").asText())
        .isEqualTo("string");
    assertThat(document.at("/components/schemas/OrganizationId/format").asText()).isEqualTo("uuid");
  }

  private static long waiting() {
    return DATABASE.count("organizations WHERE status = 'provisioning'");
  }

  private static void assertDescribed(String path, Map.Entry<String, JsonNode> operation) {
    String what = operation.getKey() + " " + path;
    assertThat(operation.getValue().path("summary").asText()).as(what).isNotBlank();
    JsonNode responses = operation.getValue().get("responses");
    assertThat(
            Stream.of("200", "201", "204")
                .map(responses::path)
                .filter(success -> success.has("content") || success.equals(responses.get("204"))))
        .as(what)
        .hasSize(1);
  }

  private static double metric(String name) {
    Matcher line =
        Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)( #.*)?$", Pattern.MULTILINE)
            .matcher(given().get("/q/metrics").asString());
    assertThat(line.find()).as(name).isTrue();
    return Double.parseDouble(line.group(1));
  }
}
