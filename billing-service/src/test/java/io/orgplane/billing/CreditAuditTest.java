package io.orgplane.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.EventProbe;
import io.orgplane.testing.RecordedEvent;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody has changed about credits is in the feed, and what was refused is not. */
@BillingTest
class CreditAuditTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void a_bonus_is_recorded_once_and_a_refused_one_not() {
    Acme acme = Acme.founded(EVENTS);

    bonus(acme, 7).then().statusCode(201);
    bonus(acme, 7).then().statusCode(201);
    Json.problem(bonus(acme, 8), 409, "conflict");

    List<RecordedEvent> entries = audited(acme, "credits-granted");
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().data().at("/after/credits").asInt()).isEqualTo(7);
    assertThat(entries.getFirst().data().at("/after/reason").asText()).isEqualTo("sorry");
    assertThat(entries.getFirst().data().at("/actor/id").asText()).isNotEmpty();
  }

  @Test
  void pay_as_you_go_is_recorded_when_it_changes_and_not_when_it_is_refused_or_stays() {
    Acme acme = Acme.founded(EVENTS);
    Json.problem(payAsYouGo(acme, "{\"enabled\": true}"), 403, "plan-required");
    acme.buys("team", "month", 1);
    Json.problem(
        payAsYouGo(acme, "{\"enabled\": true, \"monthlyCap\": 5}"), 400, "validation-failed");
    assertThat(audited(acme, "pay-as-you-go-changed")).isEmpty();

    Json.ok(payAsYouGo(acme, "{\"enabled\": true, \"monthlyCap\": 500}"));
    Json.ok(payAsYouGo(acme, "{\"enabled\": true, \"monthlyCap\": 500}"));
    Json.ok(payAsYouGo(acme, "{\"enabled\": true, \"monthlyCap\": 900}"));
    Json.ok(payAsYouGo(acme, "{\"enabled\": false}"));

    assertThat(audited(acme, "pay-as-you-go-changed"))
        .extracting(
            entry ->
                entry.data().at("/before/monthlyCap")
                    + " "
                    + entry.data().at("/after/enabled")
                    + " "
                    + entry.data().at("/after/monthlyCap"))
        .hasSize(3)
        .satisfiesExactly(
            first -> assertThat(first).endsWith("true 500"),
            second -> assertThat(second).endsWith("900"),
            third -> assertThat(third).contains("false"));
    assertThat(audited(acme, "pay-as-you-go-changed"))
        .allMatch(entry -> entry.data().at("/actor/id").asText().equals(acme.owner.userId()));
  }

  private static Response bonus(Acme acme, int credits) {
    return Acme.platform()
        .body(
            Map.of(
                "id",
                "b-" + acme.id,
                "organizationId",
                acme.id,
                "credits",
                credits,
                "reason",
                "sorry"))
        .post("/v1/credits/grants");
  }

  private static Response payAsYouGo(Acme acme, String body) {
    return acme.as().body(body).put(acme.billing("pay-as-you-go"));
  }

  private static List<RecordedEvent> audited(Acme acme, String action) {
    return EVENTS.allEventsOf(acme.id).stream()
        .filter(event -> event.type().equals("audit-recorded"))
        .filter(event -> event.data().get("action").asText().equals(action))
        .toList();
  }
}
