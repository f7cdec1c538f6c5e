package io.orgplane.kit.tx;

import static io.orgplane.kit.probe.Suite.DATABASE;
import static io.orgplane.kit.probe.Suite.id;
import static io.orgplane.kit.probe.Suite.notes;
import static io.orgplane.kit.probe.Suite.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orgplane.kit.KitTest;
import io.orgplane.kit.probe.Suite;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import io.orgplane.testing.TokenIssuer;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@KitTest
class AbortedRequestsTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final Person ANN = People.aPerson("Ann");
  private static final int BURSTS = 20;
  private static final int CLIENTS = 25;
  private static final int POOL = 24;

  @Test
  void after_500_clients_that_hang_up_in_the_middle_the_pool_is_idle_and_no_work_is_half_done() {
    String acme = SUITE.anOrganizationOf(ANN);
    String token = TokenIssuer.shared().token(ANN);
    for (int burst = 0; burst < BURSTS; burst++) {
      int version = burst + 1;
      InParallel.run(CLIENTS, client -> hangUp(request(acme, token, version), client)).succeeded();
    }

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(
                        DATABASE.count(
                            "pg_stat_activity WHERE datname = 'kit' AND usename = 'kit' AND state <> 'idle'"))
                    .isZero());
    InParallel.run(POOL * 2, index -> write(ANN, acme, "after", 99).then().statusCode(200))
        .succeeded();
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> DATABASE.count("outbox WHERE organization_id = ?", id(acme)) == 0);
    assertThat(
            (long)
                SUITE.events.allEventsOf(acme).stream()
                    .filter(event -> event.type().equals("organization-updated"))
                    .map(io.orgplane.testing.RecordedEvent::id)
                    .distinct()
                    .count())
        .isEqualTo(DATABASE.count("notes WHERE organization_id = ?", id(acme)));
  }

  /** Sends the whole request and closes without reading, after a moment that differs per client. */
  private static void hangUp(String request, int client) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(400L * client));
    }
  }

  private static String request(String organization, String token, int version) {
    String body = "{\"text\":\"aborted\",\"version\":%d}".formatted(version);
    return """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(notes(organization), token, body.length(), body);
  }
}
