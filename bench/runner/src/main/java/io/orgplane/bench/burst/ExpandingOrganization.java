package io.orgplane.bench.burst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.bench.burst.BurstOfActivations.Rest;
import io.orgplane.bench.latency.SignedIn;
import io.orgplane.local.LocalStack;
import io.orgplane.local.LocalStackConfig;
import io.orgplane.local.Ports;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An organization that buys a seat for whoever comes, at billing-service as in production. What
 * org-service and membership-service would say of it is said here.
 */
final class ExpandingOrganization implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> JAVA_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final String SEATS = "SELECT seats FROM credit_pools WHERE organization_id = ?";
  private static final String UNDER_WAY =
      "SELECT count(*) FROM payment_operations WHERE organization_id = ? AND status = 'open'";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final LocalStack stack;
  private final SignedIn ann;
  private final Memberships memberships;

  private ExpandingOrganization(LocalStack stack) throws IOException, InterruptedException {
    this.stack = stack;
    this.ann = SignedIn.as("ann", stack.addresses());
    this.memberships = new Memberships(stack.addresses().kafka(), ann);
  }

  static ExpandingOrganization onTeam() throws Exception {
    LocalStack stack =
        LocalStack.start(
            LocalStackConfig.usual()
                .ports(Ports.anyFree())
                .javaOptions(JAVA_OPTIONS)
                .services(EnumSet.of(SuiteService.MEMBERSHIP, SuiteService.BILLING)));
    ExpandingOrganization organization = new ExpandingOrganization(stack);
    organization.begin();
    return organization;
  }

  private void begin() throws Exception {
    memberships.found();
    await(() -> number(SEATS) == 1);
    JsonNode page =
        json(
            request(billing("checkout"))
                .header("Authorization", "Bearer " + ann.token())
                .POST(
                    BodyPublishers.ofString(
                        "{\"plan\": \"team\", \"interval\": \"month\", \"seats\": 1}")));
    URI paying =
        stack
            .addresses()
            .stripe()
            .resolve("/sandbox/checkout/" + page.path("sessionId").asText() + "/complete");
    json(request(paying).POST(BodyPublishers.ofString("{\"paymentMethod\": \"pm_card_visa\"}")));
    await(
        () ->
            json(request(billing("subscription"))
                    .header("Authorization", "Bearer " + ann.token())
                    .GET())
                .path("plan")
                .asText()
                .equals("team"));
  }

  /** So many come at once. Answers when nothing is under way and nobody calls any more. */
  Rest join(int count) throws Exception {
    quiet();
    json(request(calls()).DELETE());
    long begun = System.nanoTime();
    int active = memberships.join(count);
    await(() -> number(SEATS) == active && number(UNDER_WAY) == 0);
    double millis = (System.nanoTime() - begun) / 1e6;
    return new Rest(quiet(), millis);
  }

  /** The calls so far, once there have been no more for a while. */
  private Map<String, Long> quiet() throws Exception {
    Map<String, Long> calls = counted();
    long since = System.nanoTime();
    while (System.nanoTime() - since < QUIET.toNanos()) {
      Thread.sleep(100);
      Map<String, Long> now = counted();
      if (!now.equals(calls)) {
        calls = now;
        since = System.nanoTime();
      }
    }
    return calls;
  }

  private Map<String, Long> counted() throws Exception {
    Map<String, Long> counted = new HashMap<>();
    json(request(calls()).GET())
        .properties()
        .forEach(each -> counted.put(each.getKey(), each.getValue().asLong()));
    return counted;
  }

  private URI calls() {
    return stack.addresses().stripe().resolve("/sandbox/calls");
  }

  private URI billing(String what) {
    return stack
        .addresses()
        .service(SuiteService.BILLING)
        .resolve("/v1/organizations/%s/billing/%s".formatted(memberships.organization(), what));
  }

  private static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).header("Content-Type", "application/json");
  }

  private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.request() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = stack.postgres().connectAsSuperuser(SuiteService.BILLING.id());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(memberships.organization()));
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? found.getLong(1) : 0;
      }
    }
  }

  /** Whether something holds by now. */
  @FunctionalInterface
  private interface Holds {
    boolean now() throws Exception;
  }

  private static void await(Holds holds) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.now()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("it does not come to rest within " + PATIENCE);
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    memberships.close();
    stack.close();
  }
}
