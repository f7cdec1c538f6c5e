package io.orgplane.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The stand-in, as the person with the card, the bad network, or Stripe's own API. */
final class Stripe {

  private Stripe() {}

  static String origin() {
    return ConfigProvider.getConfig().getValue("orgplane.stripe.api-base", String.class);
  }

  /** Pays a checkout session. */
  static void pay(String sessionId) {
    pay(sessionId, "pm_card_visa").then().statusCode(200);
  }

  static Response pay(String sessionId, String card) {
    return sandbox()
        .body(Map.of("paymentMethod", card))
        .post("/sandbox/checkout/" + sessionId + "/complete");
  }

  /** The next so many calls of a path go wrong. */
  static void fault(String method, String path, String kind, int times) {
    sandbox()
        .body(Map.of("method", method, "path", path, "kind", kind, "times", times))
        .post("/sandbox/faults")
        .then()
        .statusCode(200);
  }

  static void delay(String method, String path, int millis) {
    sandbox()
        .body(Map.of("method", method, "path", path, "kind", "delay", "times", 1, "millis", millis))
        .post("/sandbox/faults")
        .then()
        .statusCode(200);
  }

  static void noFaults() {
    sandbox().delete("/sandbox/faults").then().statusCode(200);
  }

  /** normal, reversed, duplicated, paused or lost. */
  static void webhooks(String mode) {
    sandbox().body(Map.of("mode", mode)).post("/sandbox/webhooks").then().statusCode(200);
  }

  static JsonNode get(String path) {
    Response answer = api().get(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return Json.parse(answer.asString());
  }

  static Response post(String path, Map<String, String> form) {
    return api().contentType(ContentType.URLENC).formParams(form).post(path);
  }

  static void delete(String path) {
    api().delete(path).then().statusCode(200);
  }

  static JsonNode subscriptionOf(String customer) {
    JsonNode found = get("/v1/subscriptions?status=all&customer=" + customer).get("data");
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  static int quantityOf(String customer) {
    return subscriptionOf(customer).at("/items/data/0/quantity").asInt();
  }

  /** The seats that each customer is billed for now. */
  static Map<String, Integer> quantities() {
    Map<String, Integer> quantities = new HashMap<>();
    for (JsonNode each : living()) {
      quantities.put(each.get("customer").asText(), each.at("/items/data/0/quantity").asInt());
    }
    return quantities;
  }

  /** Every subscription ends at once, and nobody is told. */
  static void endAll() {
    webhooks("lost");
    living().forEach(each -> delete("/v1/subscriptions/" + each.get("id").asText()));
    webhooks("normal");
  }

  private static List<JsonNode> living() {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = get("/v1/subscriptions?limit=100");
    while (true) {
      page.get("data").forEach(all::add);
      if (!page.get("has_more").asBoolean()) {
        return all;
      }
      page = get("/v1/subscriptions?limit=100&starting_after=" + all.getLast().get("id").asText());
    }
  }

  private static RequestSpecification api() {
    return RestAssured.given()
        .baseUri(origin())
        .port(URI.create(origin()).getPort())
        .header("Authorization", "Bearer " + StripeResource.SECRET_KEY);
  }

  private static RequestSpecification sandbox() {
    return RestAssured.given()
        .baseUri(origin())
        .port(URI.create(origin()).getPort())
        .contentType(ContentType.JSON);
  }
}
