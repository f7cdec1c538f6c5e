package io.orgplane.billing;

import static io.orgplane.billing.Acme.release;
import static io.orgplane.billing.Acme.settle;
import static io.orgplane.billing.Acme.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.InParallel;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@BillingTest
class ReservationTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void a_reservation_sets_aside_and_a_settlement_charges_what_it_has_cost() {
    Acme acme = Acme.founded(EVENTS);
    String job = acme.id + "-job";

    JsonNode reserved = Json.created(acme.reserve(job, 10, 60));
    assertThat(reserved.get("status").asText()).isEqualTo("open");
    assertThat(reserved.get("remaining").decimalValue()).isEqualByComparingTo("15");
    assertThat(acme.credits().get("reserved").decimalValue()).isEqualByComparingTo("10");

    JsonNode settled = Json.ok(settle(job, 4));
    assertThat(settled.get("status").asText()).isEqualTo("settled");
    assertThat(settled.get("charged").decimalValue()).isEqualByComparingTo("4");
    assertThat(acme.remaining()).isEqualByComparingTo("21");
    assertThat(acme.credits().get("reserved").decimalValue()).isEqualByComparingTo("0");
    EVENTS.awaitEvent(
        "usage-recorded", acme.id, event -> event.data().get("usageId").asText().equals(job));
  }

  @Test
  void what_is_released_is_there_again() {
    Acme acme = Acme.founded(EVENTS);
    String job = acme.id + "-job";
    acme.reserve(job, 10, 60).then().statusCode(201);

    assertThat(Json.ok(release(job)).get("status").asText()).isEqualTo("released");
    assertThat(Json.ok(release(job)).get("status").asText()).isEqualTo("released");

    assertThat(acme.remaining()).isEqualByComparingTo("25");
    Json.problem(settle(job, 1), 409, "conflict");
  }

  @Test
  void each_step_has_one_effect_however_often_it_is_taken() {
    Acme acme = Acme.founded(EVENTS);
    String job = acme.id + "-job";

    InParallel.run(8, i -> acme.reserve(job, 10, 60).then().statusCode(201)).succeeded();
    assertThat(acme.remaining()).isEqualByComparingTo("15");
    List<String> settled =
        InParallel.times(8, i -> settle(job, 4).then().statusCode(200).extract().asString())
            .succeeded();

    assertThat(settled).containsOnly(settled.getFirst());
    assertThat(acme.remaining()).isEqualByComparingTo("21");
    Json.problem(settle(job, 5), 409, "conflict");
    Json.problem(release(job), 409, "conflict");
    Json.problem(acme.reserve(job, 11, 60), 409, "conflict");
    Json.problem(acme.use(job, "operation", 5), 409, "conflict");
  }

  @Test
  void a_reservation_that_is_not_ended_in_time_is_given_back() {
    Acme acme = Acme.founded(EVENTS);
    String job = acme.id + "-job";
    acme.reserve(job, 25, 1).then().statusCode(201);
    Json.problem(acme.use("run", "operation", 1), 402, "credits-exhausted");

    until(() -> acme.credits().get("reserved").asInt() == 0);

    assertThat(acme.remaining()).isEqualByComparingTo("25");
    assertThat(Json.ok(settle(job, 2)).get("charged").decimalValue()).isEqualByComparingTo("2");
    assertThat(acme.remaining()).isEqualByComparingTo("23");
  }

  @Test
  void a_settlement_beyond_everything_is_a_debt_that_blocks() {
    Acme acme = Acme.founded(EVENTS);
    String job = acme.id + "-job";
    acme.reserve(job, 10, 60).then().statusCode(201);

    settle(job, 30).then().statusCode(200);

    assertThat(acme.credits().get("debt").decimalValue()).isEqualByComparingTo("5");
    Json.problem(acme.use("run", "operation", 0), 402, "credits-exhausted");
    EVENTS.awaitEvent("credits-exhausted", acme.id);
  }

  @Test
  void the_id_of_an_open_reservation_is_no_id_of_usage() {
    Acme acme = Acme.founded(EVENTS);
    String job = acme.id + "-job";
    acme.reserve(job, 10, 60).then().statusCode(201);

    Json.problem(acme.use(job, "operation", 10), 409, "conflict");
    assertThat(acme.remaining()).isEqualByComparingTo("15");
  }

  @Test
  void more_than_there_is_cannot_be_set_aside() {
    Acme acme = Acme.founded(EVENTS);

    Json.problem(acme.reserve(acme.id + "-job", 26, 60), 402, "credits-exhausted");
    List<Integer> statuses =
        InParallel.times(10, i -> acme.reserve(acme.id + i, 5, 60).statusCode()).succeeded();

    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(5);
    assertThat(acme.remaining()).isEqualByComparingTo("0");
  }

  @Test
  void an_id_that_two_organizations_have_needs_the_organization() {
    Acme one = Acme.founded(EVENTS);
    Acme other = Acme.founded(EVENTS);
    String job = one.id + "-same";
    one.reserve(job, 3, 60).then().statusCode(201);
    other.reserve(job, 4, 60).then().statusCode(201);

    Json.problem(release(job), 409, "conflict");
    Response named =
        Acme.platform()
            .queryParam("organizationId", other.id)
            .post("/v1/usage/reservations/" + job + "/release");

    assertThat(Json.ok(named).get("credits").asInt()).isEqualTo(4);
    assertThat(one.remaining()).isEqualByComparingTo("22");
    assertThat(other.remaining()).isEqualByComparingTo("25");
  }

  @Test
  void a_reservation_that_does_not_exist_is_not_found() {
    Json.problem(settle("no-such-job", 1), 404, "not-found");
    Json.problem(release("no-such-job"), 404, "not-found");
  }
}
