package io.orgplane.kit.problem;

import static io.orgplane.kit.probe.Suite.as;
import static io.orgplane.kit.probe.Suite.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.orgplane.kit.KitTest;
import io.orgplane.kit.probe.Suite;
import io.orgplane.testing.EndedSpans;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import io.orgplane.testing.Uuids;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Traces leave the service for wherever an operator collects them. */
@KitTest
class SpansTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final Person ANN = People.aPerson("Ann");

  @BeforeEach
  void listen() {
    EndedSpans.listen();
  }

  @AfterEach
  void stopListening() {
    EndedSpans.stop();
  }

  @Test
  void a_secret_in_a_body_that_cannot_be_read_is_in_no_span() {
    String acme = SUITE.anOrganizationOf(ANN);
    String canary = "canary-" + Uuids.v7();
    List<String> bodies =
        List.of(
            canary,
            "\"%s\"".formatted(canary),
            "{\"text\":\"%s".formatted(canary),
            "{\"text\":\"a\",\"version\":\"%s\"}".formatted(canary),
            "{\"text\":\"a\",\"version\":%s}".formatted(canary),
            "{\"text\":{\"a\":\"%s\"},\"version\":1}".formatted(canary),
            "{\"text\":\"a\",\"version\":1,\"%s\":\"%s\"}".formatted(canary, canary));

    for (String body : bodies) {
      as(ANN).body(body).post(notes(acme)).then().statusCode(400);
    }

    await().until(() -> writesOf(acme) >= bodies.size());
    assertThat(EndedSpans.all())
        .extracting(SpanData::toString)
        .noneMatch(span -> span.contains(canary));
  }

  /** A span tells the path of its request. */
  private static long writesOf(String organization) {
    return EndedSpans.all().stream()
        .filter(span -> span.getName().startsWith("POST"))
        .filter(span -> span.toString().contains(organization))
        .count();
  }
}
