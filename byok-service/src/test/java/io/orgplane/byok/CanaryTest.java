package io.orgplane.byok;

import static io.orgplane.testing.Caller.anonymous;
import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.byok.Aws.Customer;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.Database;
import io.orgplane.testing.EndedSpans;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.LogLines;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A canary is sent in through every way in, and must not sing: no answer, log line, event, span,
 * metric, row or file of the database may hold it.
 */
@ByokTest
class CanaryTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);
  private final String canary = "canary-" + Aws.random(32);
  private final List<String> heard = new ArrayList<>();
  private final LogLines logs = new LogLines();

  @BeforeEach
  void listen() {
    logs.listen();
    EndedSpans.listen();
  }

  @AfterEach
  void stopListening() {
    logs.stop();
    EndedSpans.stop();
    Aws.clearFaults();
  }

  @Test
  void a_valid_secret_is_found_nowhere() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer =
        Aws.aCustomerWithSecret(canary, "bedrock:InvokeModel*", "sts:GetFederationToken");

    heard(test(org, accessKey(customer)), 200);
    heard(save(org, accessKey(customer)), 200);
    heard(save(org, accessKey(customer)), 200);
    heard(as(org.owner()).post(org.path() + "/test"), 200);
    heard(as(org.owner()).get(org.path()), 200);
    heard(as(org.owner()).get(org.path() + "/external-id"), 200);
    Response vended = vend(org);
    vended.then().statusCode(200);
    EVENTS.awaitEvents("byok-activated", org.id(), 2);
    nothingHolds(canary, org);
    heard(as(org.owner()).delete(org.path()), 204);
    EVENTS.awaitEvent("byok-revoked", org.id());
    nothingHolds(canary, org);
    assertThat(vended.asString()).doesNotContain(canary);
    nothingHolds(vended.path("secretAccessKey"), org);
    nothingHolds(vended.path("sessionToken"), org);
    assertThat(filesThatHold(canary)).as("files of the database").isEmpty();
    assertThat(filesThatHold(org.id())).as("files that hold what is no secret").isNotEmpty();
  }

  @Test
  void a_session_token_and_an_api_key_are_found_nowhere() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer = Aws.aCustomer();
    Map<String, Object> session = TemporaryKeys.of(customer);

    heard(save(org, Aws.inTheUs(session)), 200);
    nothingHolds(String.valueOf(session.get("sessionToken")), org);
    nothingHolds(String.valueOf(session.get("secretAccessKey")), org);
    Map<String, Object> apiKey = new HashMap<>(Aws.apiKey(customer));
    apiKey.put("confirmAccountChange", true);
    heard(save(org, apiKey), 200);
    heard(as(org.owner()).get(org.path()), 200);
    nothingHolds(customer.apiKey(), org);
  }

  @Test
  void a_secret_that_aws_refuses_is_found_nowhere() {
    Org org = given.anOrganizationOnBusiness();
    Customer known = Aws.aCustomer();
    Customer wrongSecret =
        new Customer(known.account(), known.accessKeyId(), canary, "bedrock-" + canary);
    Customer unknownKey =
        new Customer(known.account(), "AKIA" + Aws.random(16), canary, "bedrock-" + canary);

    heard(test(org, accessKey(wrongSecret)), 200);
    heard(save(org, accessKey(wrongSecret)), 422);
    heard(save(org, accessKey(unknownKey)), 422);
    heard(save(org, Aws.apiKey(wrongSecret)), 422);
    heard(save(org, temporaryKey(canary, canary)), 422);
    nothingHolds(canary, org);
  }

  @Test
  void a_secret_that_meets_an_aws_in_trouble_is_found_nowhere() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer =
        Aws.aCustomerWithSecret(canary, "bedrock:InvokeModel*", "sts:GetFederationToken");

    for (String kind : List.of("error-500", "throttle", "outage", "timeout-after-effect")) {
      for (String service : List.of("sts", "bedrock-runtime")) {
        Aws.fault(
            """
            {"service": "%s", "accountId": "%s", "kind": "%s", "times": 50}\
            """
                .formatted(service, customer.account(), kind));
        heard(save(org, accessKey(customer)), 422);
        Aws.clearFaults();
      }
    }
    nothingHolds(canary, org);
  }

  @Test
  void a_secret_in_a_request_that_does_not_fit_is_found_nowhere() {
    Org org = given.anOrganizationOnBusiness();
    String credential = "\"kind\": \"access-key\", \"accessKeyId\": \"AKIAABCDEFGHIJKLMNOP\"";
    List<String> bodies =
        List.of(
            "{\"credential\": {%s, \"secretAccessKey\": \"%s\"".formatted(credential, canary),
            "{\"credential\": {%s, \"secretAccessKey\": \"%s\"}} trailing"
                .formatted(credential, canary),
            "{\"credential\": {%s, \"secretAccesKey\": \"%s\"}}".formatted(credential, canary),
            "{\"credential\": {%s, \"secretAccessKey\": [\"%s\"]}}".formatted(credential, canary),
            "{\"credential\": {%s, \"secretAccessKey\": {\"value\": \"%s\"}}}"
                .formatted(credential, canary),
            "{\"credential\": {%s, \"secretAccessKey\": \"%s \"}, \"region\": \"x\"}"
                .formatted(credential, canary),
            "{\"credential\": \"%s\"}".formatted(canary),
            "{\"credential\": {\"kind\": \"%s\"}}".formatted(canary),
            "{\"credential\": {\"kind\": \"access-key\", \"accessKeyId\": \"%s\"}}"
                .formatted(canary),
            "{\"credential\": {\"kind\": \"role\", \"roleArn\": \"%s\"}}".formatted(canary),
            "{\"credential\": {\"kind\": \"temporary-key\", \"sessionTokenExpiresAt\": \"%s\"}}"
                .formatted(canary),
            "{\"region\": \"%s\", \"inferenceProfile\": \"%s\"}".formatted(canary, canary),
            "{\"confirmAccountChange\": \"%s\"}".formatted(canary),
            canary,
            "\"%s\"".formatted(canary));

    for (String body : bodies) {
      heard(send(org, body).put(org.path()), 400);
      heard(send(org, body).post(org.path() + "/test"), 400);
    }
    heard(send(org, canary).contentType("text/plain").put(org.path()), 415);
    heard(send(org, canary).contentType("text/plain").post(org.path() + "/test"), 415);
    nothingHolds(canary, org);
  }

  /** A client that puts it where it does not belong still finds it nowhere. */
  @Test
  void a_secret_that_is_too_long_or_in_the_wrong_place_is_found_nowhere() {
    Org org = given.anOrganizationOnBusiness();
    Customer customer =
        new Customer("222222222222", "AKIA" + Aws.random(16), canary + "x".repeat(9_000), "none");

    heard(save(org, accessKey(customer)), 400);
    heard(test(org, accessKey(customer)), 400);
    heard(
        send(org, "{\"policy\": \"%s\", \"enforced\": true}".formatted(canary))
            .put(org.path() + "/fallback-policy"),
        400);
    heard(
        asPlatformService()
            .contentType("application/json")
            .body("{\"id\": \"%s\", \"credits\": \"%s\"}".formatted(canary, canary))
            .post("/v1/bedrock-fallbacks"),
        400);
    heard(
        asPlatformService()
            .contentType("application/json")
            .body("{\"organizationId\": \"%s\"}".formatted(canary))
            .post("/v1/bedrock-credentials"),
        400);
    heard(send(org, "{}").header("If-Match", canary).put(org.path()), 400);
    heard(as(org.owner()).header("If-Match", canary).delete(org.path()), 412);
    heard(as(org.owner()).header("X-Api-Key", canary).get(org.path()), 200);
    EVENTS.awaitEvent("participant-acknowledged", org.id());
    nothingHolds(canary, org);
  }

  @Test
  void a_secret_from_somebody_who_may_not_send_it_is_found_nowhere() {
    Org org = given.anOrganization();
    Org other = given.anOrganizationOnBusiness();
    Customer customer = Aws.aCustomerWithSecret(canary, "bedrock:InvokeModel*");

    heard(save(org, accessKey(customer)), 402);
    heard(
        as(other.owner()).contentType("application/json").body(accessKey(customer)).put(org.path()),
        404);
    heard(
        anonymous().contentType("application/json").body(accessKey(customer)).put(org.path()), 401);
    nothingHolds(canary, org);
  }

  private void heard(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    heard.add(answer.headers() + "\n" + answer.asString());
  }

  private void nothingHolds(String secret, Org org) {
    List<String> forms = formsOf(secret);
    assertThat(heard).as("answers").noneMatch(text -> holdsAny(text, forms));
    assertThat(logs.lines()).isNotEmpty();
    assertThat(logs.lines().stream().filter(line -> holdsAny(line, forms)))
        .as("log lines")
        .isEmpty();
    assertThat(EVENTS.allEventsOf(org.id()))
        .as("events")
        .isNotEmpty()
        .noneMatch(event -> holdsAny(event.headers() + " " + event.data(), forms));
    assertThat(EndedSpans.all())
        .as("spans")
        .isNotEmpty()
        .noneMatch(span -> holdsAny(span.toString(), forms));
    assertThat(anonymous().get("/q/metrics").asString()).as("metrics").doesNotContain(secret);
    assertThat(Database.of("byok").dump())
        .as("rows")
        .isNotEmpty()
        .noneMatch(row -> holdsAny(row, forms));
  }

  private static boolean holdsAny(String text, List<String> forms) {
    return forms.stream().anyMatch(text::contains);
  }

  /** In clear, and as PostgreSQL and JSON show bytes. */
  private static List<String> formsOf(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return List.of(
        secret,
        HexFormat.of().formatHex(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes).substring(0, 40),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, 40));
  }

  /**
   * As a copy of the server's files is kept: with rows that are gone, and the log of all writes.
   */
  private static List<Path> filesThatHold(String text) {
    Database database = Database.of("byok");
    database.update("CHECKPOINT");
    Path folder =
        Path.of(
            String.valueOf(
                database
                    .single("SELECT current_setting('data_directory') AS folder")
                    .get("folder")));
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, Object> accessKey(Customer customer) {
    return Aws.accessKey(customer);
  }

  private static Map<String, Object> temporaryKey(String secret, String token) {
    return Aws.inTheUs(
        Map.of(
            "kind",
            "temporary-key",
            "accessKeyId",
            "ASIA" + Aws.random(16),
            "secretAccessKey",
            secret,
            "sessionToken",
            token,
            "sessionTokenExpiresAt",
            "2099-01-01T00:00:00Z"));
  }

  private static Response save(Org org, Map<String, Object> wanted) {
    return ConfiguringByokTest.save(org, wanted);
  }

  private static Response test(Org org, Map<String, Object> wanted) {
    return as(org.owner()).contentType("application/json").body(wanted).post(org.path() + "/test");
  }

  private static io.restassured.specification.RequestSpecification send(Org org, String body) {
    return as(org.owner()).contentType("application/json").body(body);
  }

  private static Response vend(Org org) {
    return asPlatformService()
        .contentType("application/json")
        .body(Map.of("organizationId", org.id(), "workspaceId", org.workspace()))
        .post("/v1/bedrock-credentials");
  }
}
