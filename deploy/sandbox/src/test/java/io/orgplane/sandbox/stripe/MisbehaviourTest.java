package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Event;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The levers that make the stand-in behave badly. */
class MisbehaviourTest extends ShopTest {
  private static final CustomerCreateParams ACME =
      CustomerCreateParams.builder().setName("Acme").build();

  @Test
  void a_timeout_after_the_effect_is_found_by_the_same_key() throws Exception {
    shop.fault("{\"path\":\"/v1/customers\",\"kind\":\"timeout-after-effect\",\"times\":1}");
    var options = RequestOptions.builder().setIdempotencyKey("once").build();

    assertThatThrownBy(() -> shop.stripe.customers().create(ACME, options))
        .isInstanceOf(ApiConnectionException.class);

    String made = shop.stripe.customers().list().getData().getFirst().getId();
    assertThat(shop.stripe.customers().create(ACME, options).getId()).isEqualTo(made);
    assertThat(shop.stripe.customers().list().getData()).hasSize(1);
  }

  @Test
  void an_error_has_no_effect_and_ends_after_its_times() throws Exception {
    shop.fault(
        "{\"path\":\"/v1/customers\",\"kind\":\"error-500\",\"times\":2,\"method\":\"POST\"}");

    assertThatThrownBy(() -> shop.stripe.customers().create(ACME)).isInstanceOf(ApiException.class);
    assertThat(shop.stripe.customers().list().getData()).isEmpty();
    assertThatThrownBy(() -> shop.stripe.customers().create(ACME)).isInstanceOf(ApiException.class);
    assertThat(shop.stripe.customers().create(ACME).getName()).isEqualTo("Acme");
  }

  @Test
  void an_error_after_the_effect_is_given_again_under_its_key_and_has_one_effect()
      throws Exception {
    shop.fault("{\"path\":\"/v1/customers\",\"kind\":\"error-500-after-effect\",\"times\":1}");
    var options = RequestOptions.builder().setIdempotencyKey("once").build();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> shop.stripe.customers().create(ACME, options))
          .isInstanceOf(ApiException.class);
    }

    assertThat(shop.stripe.customers().list().getData()).hasSize(1);
  }

  @Test
  void a_refusal_has_no_effect_and_is_not_kept_under_the_key() throws Exception {
    shop.fault("{\"path\":\"/v1/customers\",\"kind\":\"error-400\",\"times\":1}");
    var options = RequestOptions.builder().setIdempotencyKey("once").build();

    assertThatThrownBy(() -> shop.stripe.customers().create(ACME, options))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(shop.stripe.customers().list().getData()).isEmpty();
    assertThat(shop.stripe.customers().create(ACME, options).getName()).isEqualTo("Acme");
  }

  @Test
  void calls_are_counted_by_endpoint_until_they_are_forgotten() throws Exception {
    String id = shop.customer().getId();
    rename(id, "Beta");
    rename(id, "Gamma");

    assertThat(shop.get("/sandbox/calls", Map.of()).body())
        .contains("\"POST /v1/customers\":1")
        .contains("\"POST /v1/customers/:id\":2");
  }

  @Test
  void a_fault_hits_the_path_it_names_and_what_is_below() throws Exception {
    String id = shop.customer().getId();
    shop.fault("{\"path\":\"/v1/customers/*\",\"kind\":\"error-500\",\"times\":1}");

    assertThat(shop.stripe.customers().list().getData()).hasSize(1);
    assertThatThrownBy(() -> shop.stripe.customers().retrieve(id)).isInstanceOf(ApiException.class);
    assertThat(shop.stripe.customers().retrieve(id).getId()).isEqualTo(id);
  }

  @Test
  void a_delay_answers_late() throws Exception {
    shop.fault("{\"path\":\"/v1/customers\",\"kind\":\"delay\",\"times\":1,\"millis\":200}");
    long start = System.nanoTime();

    shop.stripe.customers().create(ACME);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void an_unknown_fault_or_mode_is_refused() {
    assertThat(
            shop.post("/sandbox/faults", "{\"path\":\"/v1\",\"kind\":\"flood\",\"times\":1}")
                .statusCode())
        .isEqualTo(400);
    assertThat(
            shop.post("/sandbox/faults", "{\"path\":\"/v1\",\"kind\":\"delay\",\"times\":0}")
                .statusCode())
        .isEqualTo(400);
    assertThat(shop.post("/sandbox/webhooks", "{\"mode\":\"sideways\"}").statusCode())
        .isEqualTo(400);
    assertThat(shop.post("/sandbox/webhooks", "[").statusCode()).isEqualTo(400);
    assertThat(
            shop.post("/sandbox/checkout/cs_x/complete", "{\"paymentMethod\":\"pm_card_visa\"}")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_webhook_that_fails_is_tried_again() throws Exception {
    shop.listener.failNext(2);

    shop.customer();

    Event told = shop.listener.await("customer.created");
    assertThat(shop.listener.heard()).hasSize(1);
    assertThat(shop.stripe.events().retrieve(told.getId()).getType()).isEqualTo("customer.created");
  }

  @Test
  void in_reversed_mode_the_last_event_comes_first() throws Exception {
    shop.webhooks("reversed");

    String id = shop.customer().getId();
    rename(id, "Second");
    shop.listener.await("customer.created");

    assertThat(shop.listener.types()).containsExactly("customer.updated", "customer.created");
  }

  @Test
  void in_duplicated_mode_every_event_comes_twice_with_one_id() throws Exception {
    shop.webhooks("duplicated");

    rename(shop.customer().getId(), "Second");
    Event last = shop.listener.await("customer.updated");
    awaitCount(4);

    assertThat(shop.listener.heard())
        .extracting(Event::getId)
        .filteredOn(last.getId()::equals)
        .hasSize(2);
    assertThat(shop.listener.types())
        .containsExactly(
            "customer.created", "customer.created", "customer.updated", "customer.updated");
  }

  @Test
  void in_paused_mode_events_wait_until_it_ends() throws Exception {
    shop.webhooks("paused");
    rename(shop.customer().getId(), "Second");
    assertThat(shop.stripe.events().list().getData()).hasSize(2);
    assertThat(shop.listener.heard()).isEmpty();

    shop.webhooks("normal");
    awaitCount(2);

    assertThat(shop.listener.types()).containsExactly("customer.created", "customer.updated");
  }

  @Test
  void events_that_are_days_late_come_signed_anew_with_the_time_at_which_they_happened()
      throws Exception {
    shop.webhooks("paused");
    shop.customer();
    shop.forward(Duration.ofDays(3));

    shop.webhooks("normal");

    Event late = shop.listener.await("customer.created");
    assertThat(late.getCreated()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z").getEpochSecond());
    assertThat(shop.listener.refused()).isEmpty();
  }

  @Test
  void in_lost_mode_only_asking_tells_what_happened() throws Exception {
    shop.webhooks("lost");
    String lost = shop.customer().getId();
    shop.webhooks("normal");
    String told = shop.customer().getId();

    shop.listener.await("customer.created", event -> event.toJson().contains(told));

    assertThat(shop.listener.heard()).noneMatch(event -> event.toJson().contains(lost));
    assertThat(shop.stripe.events().list().getData())
        .anyMatch(event -> event.toJson().contains(lost));
  }

  @Test
  void events_that_waited_are_signed_when_they_are_posted() throws Exception {
    shop.webhooks("paused");
    shop.customer();
    shop.forward(Duration.ofDays(3));

    shop.webhooks("normal");

    Event late = shop.listener.await("customer.created");
    assertThat(late.getCreated()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z").getEpochSecond());
    assertThat(shop.listener.refused()).isEmpty();
  }

  private void rename(String customer, String name) throws Exception {
    shop.stripe.customers().update(customer, CustomerUpdateParams.builder().setName(name).build());
  }

  private void awaitCount(int count) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (shop.listener.heard().size() < count && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(shop.listener.heard()).hasSize(count);
    assertThat(List.copyOf(shop.listener.refused())).isEmpty();
  }
}
