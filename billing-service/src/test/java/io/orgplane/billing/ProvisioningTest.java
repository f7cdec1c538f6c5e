package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.RecordedEvent;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class ProvisioningTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void a_new_organization_is_on_starter_with_its_credits() {
    Acme acme = Acme.founded(EVENTS);

    JsonNode subscription = acme.subscription();
    assertThat(subscription.get("plan").asText()).isEqualTo("starter");
    assertThat(subscription.get("catalogueVersion").asText()).isEqualTo("2026-03");
    assertThat(subscription.at("/seats/purchased").asInt()).isEqualTo(1);
    assertThat(subscription.at("/seats/used").asInt()).isEqualTo(1);
    assertThat(subscription.at("/seats/policy").asText()).isEqualTo("fixed");
    assertThat(subscription.at("/limits/workspaces").asInt()).isEqualTo(1);
    assertThat(subscription.at("/limits/members").asInt()).isEqualTo(1);
    assertThat(subscription.get("features")).isEmpty();
    assertThat(acme.bucket("daily")).isEqualByComparingTo("5");
    assertThat(acme.bucket("monthly")).isEqualByComparingTo("20");
    assertThat(acme.remaining()).isEqualByComparingTo("25");
  }

  @Test
  void everybody_is_told_of_it_in_the_order_in_which_it_happened() {
    Acme acme = Acme.founded(EVENTS);

    List<RecordedEvent> told =
        EVENTS.allEventsOf(acme.id).stream()
            .filter(event -> event.topic().equals("billing-events"))
            .toList();
    assertThat(told)
        .extracting(RecordedEvent::type)
        .containsExactly(
            "subscription-changed",
            "entitlements-changed",
            "credits-granted",
            "credits-granted",
            "participant-acknowledged");
    assertThat(told.get(1).data().at("/seats/cap").asInt()).isEqualTo(1);
    assertThat(told.get(1).data().at("/version").asInt()).isEqualTo(1);
    assertThat(told.get(3).data().get("remaining").decimalValue())
        .isEqualByComparingTo(new BigDecimal("25"));
  }

  @Test
  void a_repeated_creation_changes_nothing() {
    Acme acme = Acme.founded(EVENTS);
    acme.use("before", "operation", 1).then().statusCode(201);

    EVENTS.publish("organization-events", "organization-created", acme.id, acme.creation());
    EVENTS.awaitEvents("participant-acknowledged", acme.id, 2);

    assertThat(acme.remaining()).isEqualByComparingTo("24");
    assertThat(EVENTS.eventsOf(acme.id, "subscription-changed")).hasSize(1);
    assertThat(EVENTS.eventsOf(acme.id, "credits-granted")).hasSize(2);
  }

  @Test
  void all_of_it_is_there_or_nothing() {
    Acme acme = Acme.founded(EVENTS);

    assertThat(
            DATABASE.query(
                """
                SELECT xmin::text AS x FROM subscriptions WHERE organization_id = ?1
                UNION SELECT xmin::text FROM credit_pools WHERE organization_id = ?1
                UNION SELECT xmin::text FROM credit_grants WHERE organization_id = ?1
                UNION SELECT xmin::text FROM credit_ledger WHERE organization_id = ?1
                UNION SELECT xmin::text FROM member_counts WHERE organization_id = ?1
                UNION SELECT xmin::text FROM inbox
                  WHERE organization_id = ?1 AND consumer = 'subscriptions'
                """
                    .replace("?1", "'" + acme.id + "'")))
        .hasSize(1);
  }
}
