package io.orgplane.billing;

import static io.orgplane.billing.Acme.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.testing.EventProbe;
import io.orgplane.testing.OutgoingEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class UsageEventsTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void usage_from_kafka_follows_the_same_rules_under_the_same_ids() {
    Acme acme = Acme.founded(EVENTS);
    acme.use("by-http", "operation", 1).then().statusCode(201);
    OutgoingEvent reported = report(acme, "by-kafka", 2);

    EVENTS.publish(reported);
    EVENTS.publish(reported);
    EVENTS.publish(report(acme, "by-kafka", 2));
    EVENTS.publish(report(acme, "by-http", 1));
    EVENTS.publish(report(acme, "last", 3));
    EVENTS.awaitEvent(
        "usage-recorded", acme.id, event -> event.data().get("usageId").asText().equals("last"));

    assertThat(acme.remaining()).isEqualByComparingTo("19");
    assertThat(EVENTS.eventsOf(acme.id, "usage-recorded")).hasSize(3);
    acme.use("by-kafka", "operation", 2).then().statusCode(201);
    assertThat(acme.remaining()).isEqualByComparingTo("19");
  }

  @Test
  void usage_from_kafka_that_cannot_be_charged_is_kept_with_its_reason() {
    Acme acme = Acme.founded(EVENTS);

    EVENTS.publish(report(acme, "big", 26));
    EVENTS.publish(report(acme, "small", 1));
    EVENTS.awaitEvent("usage-recorded", acme.id);

    Map<String, ?> refused =
        DATABASE.single(
            "SELECT id, credits, reason FROM refused_usage WHERE organization_id = ?", acme.uuid());
    assertThat(refused.get("id")).isEqualTo("big");
    assertThat(refused.get("credits")).isEqualTo(26_000L);
    assertThat(refused.get("reason")).isEqualTo("credits-exhausted");
    assertThat(acme.remaining()).isEqualByComparingTo("24");
  }

  private static OutgoingEvent report(Acme acme, String id, int credits) {
    return OutgoingEvent.of(
        "usage-events", "usage-reported", acme.id, acme.usage(id, "operation", credits));
  }
}
