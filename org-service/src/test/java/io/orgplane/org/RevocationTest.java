package io.orgplane.org;

import static io.orgplane.org.Acme.DATABASE;
import static io.orgplane.org.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.OutgoingEvent;
import io.orgplane.testing.Person;
import io.orgplane.testing.RecordedEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OrgTest
class RevocationTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  @Test
  void a_removed_member_is_out_and_the_workspaces_and_the_acknowledgement_are_told() {
    Acme acme = Acme.founded(SUITE.events);
    String main = acme.aWorkspace("Main");
    Person bob = acme.joins("developer", main);
    as(bob).get(acme.workspace(main)).then().statusCode(200);
    Map<String, Object> removal = acme.removal(bob, "developer", main);

    OutgoingEvent removed =
        SUITE.events.publish("membership-events", "member-removed", acme.id, removal);

    JsonNode acknowledged =
        SUITE.events.awaitEvent("participant-acknowledged", acme.id, RevocationTest::isOurs).data();
    assertThat(acknowledged.get("participant").asText()).isEqualTo("org");
    assertThat(acknowledged.get("causeType").asText()).isEqualTo("member-removed");
    assertThat(acknowledged.get("causeId").asText()).isEqualTo(removed.id());
    assertThat(acknowledged.get("revocationId").asText()).isEqualTo(removal.get("revocationId"));
    JsonNode revoked = SUITE.events.awaitEvent("workspace-access-revoked", acme.id).data();
    assertThat(revoked.get("userId").asText()).isEqualTo(bob.userId());
    assertThat(revoked.get("workspaceIds").get(0).asText()).isEqualTo(main);
    as(bob).get(acme.path()).then().statusCode(404);
    as(bob).get(acme.workspace(main)).then().statusCode(404);
    as(bob).get("/v1/organizations").then().body("items", hasSize(0));
  }

  @Test
  void a_removal_delivered_three_times_is_acknowledged_once() {
    Acme acme = Acme.founded(SUITE.events);
    Person bob = acme.joins("developer");
    OutgoingEvent removed =
        OutgoingEvent.of(
            "membership-events", "member-removed", acme.id, acme.removal(bob, "developer"));

    for (int i = 0; i < 3; i++) {
      SUITE.events.publish(removed);
    }
    acme.joins("viewer");
    SUITE.events.awaitEvent("participant-acknowledged", acme.id, RevocationTest::isOurs);

    List<RecordedEvent> ours =
        SUITE.events.allEventsOf(acme.id).stream().filter(RevocationTest::isOurs).toList();
    assertThat(ours).hasSize(1);
    assertThat(SUITE.events.eventsOf(acme.id, "workspace-access-revoked")).hasSize(1);
  }

  @Test
  void the_acknowledgement_is_of_the_transaction_that_drops_the_membership() {
    Acme acme = Acme.founded(SUITE.events);
    Person bob = acme.joins("developer");
    Transcript transcript = Transcript.ofOutbox();

    SUITE.events.publish(
        "membership-events", "member-removed", acme.id, acme.removal(bob, "developer"));
    SUITE.events.awaitEvent("participant-acknowledged", acme.id, RevocationTest::isOurs);

    long claim =
        DATABASE.xmin("inbox", "organization_id = ? AND consumer = 'revocation'", acme.uuid());
    assertThat(transcript.transactionOf(acme.uuid(), "participant-acknowledged")).isEqualTo(claim);
    assertThat(transcript.transactionOf(acme.uuid(), "workspace-access-revoked")).isEqualTo(claim);
  }

  private static boolean isOurs(RecordedEvent event) {
    return event.topic().equals("organization-events")
        && event.type().equals("participant-acknowledged");
  }
}
