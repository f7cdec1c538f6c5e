package io.orgplane.billing;

import static io.orgplane.billing.Acme.until;
import static io.orgplane.billing.PlanChangeTest.change;
import static io.orgplane.billing.PlanChangeTest.seats;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.RecordedEvent;
import io.orgplane.testing.SuiteClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every change of a subscription, its seats, their cap and its payment is in the audit feed once.
 */
@BillingTest
class SubscriptionAuditTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @AfterAll
  static void time_is_as_it_was() {
    SuiteClock.reset();
  }

  @Test
  void each_wish_of_an_owner_leaves_one_entry_with_what_differs_and_who_wanted_it() {
    Acme acme = Acme.founded(EVENTS);
    acme.buys("team", "month", 2);
    assertThat(entry(acme, "plan", "team").at("/before/plan").asText()).isEqualTo("starter");

    wished(acme, "seats", "3", () -> Json.ok(seats(acme, Map.of("quantity", 3))));
    wished(acme, "seatPolicy", "fixed", () -> Json.ok(seats(acme, Map.of("policy", "fixed"))));
    wished(
        acme,
        "seatCeiling",
        "9",
        () -> Json.ok(seats(acme, Map.of("policy", "auto-expand", "ceiling", 9))));
    JsonNode scheduled =
        wished(
            acme, "scheduledChange/seats", "1", () -> Json.ok(seats(acme, Map.of("quantity", 1))));
    assertThat(scheduled.get("action").asText()).isEqualTo("plan-change-scheduled");
    wished(
        acme,
        "scheduledChange",
        "null",
        () -> Json.ok(acme.as().delete(acme.billing("scheduled-change"))));
    until(() -> change(acme, "business", "month", 5).statusCode() == 200);
    assertThat(entry(acme, "plan", "business").at("/actor/id").asText())
        .isEqualTo(acme.owner.userId());
    until(() -> acme.as().post(acme.billing("cancel")).statusCode() == 200);
    assertThat(entry(acme, "cancelAtPeriodEnd", "true").at("/actor/id").asText())
        .isEqualTo(acme.owner.userId());
    wished(
        acme, "cancelAtPeriodEnd", "false", () -> Json.ok(acme.as().post(acme.billing("resume"))));
  }

  @Test
  void what_happens_by_itself_leaves_an_entry_that_says_by_what() {
    Acme acme = Acme.on(EVENTS, "team", 1);

    acme.joins("developer");
    until(() -> acme.subscription().at("/seats/purchased").asInt() == 2);
    assertThat(entry(acme, "seats", "2").at("/actor/id").asText()).isEqualTo("seat-recount");
    PlanChangeTest.payWith(acme, "pm_card_chargeCustomerFail");
    JsonNode card = entry(acme, "paymentMethod", "0341");
    assertThat(card.at("/before/paymentMethod").asText()).isEqualTo("4242");
    RenewalChangeTest.pass(acme, Duration.ofHours(2));
    until(() -> acme.subscription().get("status").asText().equals("past_due"));
    assertThat(entry(acme, "status", "past_due").at("/actor/type").asText()).isEqualTo("system");
  }

  @Test
  void what_is_refused_or_only_looked_at_leaves_none() {
    Acme acme = Acme.on(EVENTS, "team", 2);
    acme.joins("developer");
    until(() -> acme.subscription().at("/seats/used").asInt() == 2);
    PlanChangeTest.payWith(acme, "pm_card_chargeCustomerFail");
    entry(acme, "paymentMethod", "0341");
    int before = entries(acme).size();

    Json.problem(seats(acme, Map.of("quantity", 1)), 409, "over-limit");
    Json.problem(seats(acme, Map.of("policy", "fixed", "ceiling", 3)), 400, "validation-failed");
    Json.problem(change(acme, "enterprise", "month", 30), 400, "validation-failed");
    Json.problem(change(acme, "business", "month", 5), 402, "payment-failed");
    Json.problem(Acme.as(aPerson("Mallory")).post(acme.billing("cancel")), 404, "not-found");
    Json.ok(acme.as().body(Map.of("plan", "pro")).post(acme.billing("preview")));
    Json.ok(seats(acme, Map.of("policy", "auto-expand")));

    assertThat(entries(acme)).hasSize(before);
  }

  /** What is wished for is there once, of the Owner, with the address that they came from. */
  private static JsonNode wished(Acme acme, String field, String value, Runnable wish) {
    int before = entries(acme).size();
    wish.run();
    JsonNode entry = entry(acme, field, value);
    assertThat(entries(acme).stream().skip(before).filter(each -> has(each, field, value)))
        .hasSize(1);
    assertThat(entry.at("/actor/id").asText()).isEqualTo(acme.owner.userId());
    assertThat(entry.at("/actor/address").asText()).isNotBlank();
    assertThat(entry.get("before").size()).isEqualTo(entry.get("after").size());
    return entry;
  }

  private static JsonNode entry(Acme acme, String field, String value) {
    until(() -> entries(acme).stream().anyMatch(each -> has(each, field, value)));
    return entries(acme).stream()
        .filter(each -> has(each, field, value))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  private static boolean has(JsonNode entry, String field, String value) {
    return entry.at("/after/" + field).asText().equals(value)
        && !entry.at("/after/" + field).isMissingNode();
  }

  private static List<JsonNode> entries(Acme acme) {
    return EVENTS.allEventsOf(acme.id).stream()
        .filter(event -> event.type().equals("audit-recorded"))
        .map(RecordedEvent::data)
        .toList();
  }
}
