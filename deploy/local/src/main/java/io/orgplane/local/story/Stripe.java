package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.local.StackAddresses;
import io.orgplane.sandbox.SandboxConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Stripe's side of the story: the page that a customer sees, and what Stripe itself has on its
 * books.
 */
final class Stripe {
  private final StackAddresses addresses;
  private final Web web;

  Stripe(StackAddresses addresses, Web web) {
    this.addresses = addresses;
    this.web = web;
  }

  /** The status that a browser gets for one of Stripe's pages. */
  int open(URI page) {
    return web.sendForText(Web.to(page).GET().build()).statusCode();
  }

  Answer pay(String session, String paymentMethod) {
    URI completion = addresses.stripe().resolve("/sandbox/checkout/%s/complete".formatted(session));
    return web.send(
        Web.to(completion)
            .header("Content-Type", "application/json")
            .POST(Web.json(Map.of("paymentMethod", paymentMethod)))
            .build());
  }

  String subscriptionOf(String session) {
    return get("/v1/checkout/sessions/" + session).path("subscription").asText();
  }

  int quantity(String subscription) {
    return get("/v1/subscriptions/" + subscription)
        .path("items")
        .path("data")
        .path(0)
        .path("quantity")
        .asInt();
  }

  /** Descriptions of what has been invoiced for a part of a period. */
  List<String> prorations(String subscription) {
    JsonNode invoices = get("/v1/invoices?subscription=" + subscription).path("data");
    return StreamSupport.stream(invoices.spliterator(), false)
        .flatMap(
            invoice ->
                StreamSupport.stream(invoice.path("lines").path("data").spliterator(), false))
        .filter(
            line ->
                line.path("parent").path("subscription_item_details").path("proration").asBoolean())
        .map(line -> line.path("description").asText())
        .toList();
  }

  private JsonNode get(String path) {
    return web.send(
            Web.to(addresses.stripe().resolve(path))
                .header("Authorization", "Bearer " + SandboxConfig.Stripe.SECRET_KEY)
                .GET()
                .build())
        .body();
  }
}
