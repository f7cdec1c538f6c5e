package io.orgplane.kit.probe;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.Person;
import io.orgplane.testing.TokenIssuer;
import io.orgplane.testing.Uuids;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The rest of the suite as the probe service knows it: its events and its heartbeat. */
public final class Suite implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  public static final Database DATABASE = Database.of("kit");

  public final EventProbe events = EventProbe.ofSharedKafka();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean beating = true;

  @Override
  public void beforeAll(ExtensionContext context) {
    events.beforeAll(context);
    var unused =
        timer.scheduleAtFixedRate(
            () -> {
              if (beating) {
                events.publishHeartbeat();
              }
            },
            0,
            200,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    beating = true;
    events.afterEach(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    timer.shutdownNow();
    events.afterAll(context);
  }

  public void heartbeatStops() {
    beating = false;
  }

  public void heartbeatGoesOn() {
    beating = true;
  }

  /** An organization that exists as far as this service can know, with its Owner. */
  public String anOrganizationOf(Person owner) {
    String organization = Uuids.v7().toString();
    events.publish(
        "organization-events",
        "organization-created",
        organization,
        Map.of(
            "organizationId",
            organization,
            "name",
            "Acme",
            "description",
            "",
            "personal",
            false,
            "ownerId",
            owner.userId(),
            "ownerEmail",
            owner.email(),
            "ownerName",
            owner.name(),
            "createdAt",
            Instant.now().toString()));
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> as(owner).get(notes(organization)).statusCode() == 200);
    return organization;
  }

  public static RequestSpecification as(Person person) {
    return given().auth().oauth2(TokenIssuer.shared().token(person)).contentType(ContentType.JSON);
  }

  public static String notes(String organization) {
    return "/v1/organizations/" + organization + "/notes";
  }

  public static Response write(Person person, String organization, String text, long version) {
    return as(person).body(Map.of("text", text, "version", version)).post(notes(organization));
  }

  public static UUID id(String organization) {
    return UUID.fromString(organization);
  }
}
