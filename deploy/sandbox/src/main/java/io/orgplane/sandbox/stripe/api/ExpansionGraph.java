package io.orgplane.sandbox.stripe.api;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What <a href="https://docs.stripe.com/api/expanding_objects">can be expanded</a> where:
 * references that become objects, fields that appear only when asked for, and the structures that a
 * path passes through. {@code data} of a list is implied.
 */
final class ExpansionGraph {
  enum Kind {
    REFERENCE,
    INCLUDED_ON_REQUEST,
    STRUCTURE
  }

  record Edge(String target, Kind kind) {}

  private final Map<String, Map<String, Edge>> types = new HashMap<>();

  ExpansionGraph() {
    type("customer")
        .includes("subscriptions", "list<subscription>")
        .holds("invoice_settings", "customer.invoice_settings")
        .refers("default_source", "source")
        .refers("test_clock", "test_helpers.test_clock");
    type("customer.invoice_settings").refers("default_payment_method", "payment_method");
    type("product").refers("default_price", "price").refers("tax_code", "tax_code");
    type("price").refers("product", "product");
    type("plan").refers("product", "product");
    type("subscription")
        .refers("customer", "customer")
        .refers("latest_invoice", "invoice")
        .refers("default_payment_method", "payment_method")
        .refers("default_source", "source")
        .refers("pending_setup_intent", "setup_intent")
        .refers("schedule", "subscription_schedule")
        .refers("test_clock", "test_helpers.test_clock")
        .holds("items", "list<subscription_item>")
        .holds("pending_update", "subscription.pending_update");
    type("subscription_schedule")
        .refers("customer", "customer")
        .refers("subscription", "subscription")
        .refers("test_clock", "test_helpers.test_clock")
        .holds("phases", "subscription_schedule.phase");
    type("subscription_schedule.phase").holds("items", "subscription_schedule.item");
    type("subscription_schedule.item").refers("price", "price").refers("plan", "price");
    type("subscription.pending_update").holds("subscription_items", "subscription_item");
    type("subscription_item").holds("price", "price").holds("plan", "plan");
    type("invoice")
        .refers("customer", "customer")
        .refers("default_payment_method", "payment_method")
        .includes("payments", "list<invoice_payment>")
        .includes("confirmation_secret", "invoice.confirmation_secret")
        .holds("lines", "list<line_item>")
        .holds("parent", "invoice.parent");
    type("invoice.parent").holds("subscription_details", "invoice.parent.subscription_details");
    type("invoice.parent.subscription_details").refers("subscription", "subscription");
    type("line_item").refers("subscription", "subscription").holds("pricing", "line_item.pricing");
    type("line_item.pricing").holds("price_details", "line_item.pricing.price_details");
    type("line_item.pricing.price_details").refers("price", "price");
    type("invoiceitem")
        .refers("customer", "customer")
        .refers("invoice", "invoice")
        .refers("test_clock", "test_helpers.test_clock")
        .holds("pricing", "line_item.pricing");
    type("invoice_payment")
        .refers("invoice", "invoice")
        .holds("payment", "invoice_payment.payment");
    type("invoice_payment.payment").refers("payment_intent", "payment_intent");
    type("payment_method").refers("customer", "customer");
    type("payment_intent")
        .refers("customer", "customer")
        .refers("payment_method", "payment_method");
    type("checkout.session")
        .refers("customer", "customer")
        .refers("subscription", "subscription")
        .refers("invoice", "invoice")
        .refers("payment_intent", "payment_intent")
        .refers("setup_intent", "setup_intent")
        .includes("line_items", "list<item>");
    type("item").holds("price", "price");
  }

  @Nullable Edge edge(String type, String field) {
    return types.getOrDefault(type, Map.of()).get(field);
  }

  private Edges type(String name) {
    return new Edges(types.computeIfAbsent(name, fresh -> new HashMap<>()));
  }

  private record Edges(Map<String, Edge> byField) {
    Edges refers(String field, String target) {
      byField.put(field, new Edge(target, Kind.REFERENCE));
      return this;
    }

    Edges includes(String field, String target) {
      byField.put(field, new Edge(target, Kind.INCLUDED_ON_REQUEST));
      return this;
    }

    Edges holds(String field, String target) {
      byField.put(field, new Edge(target, Kind.STRUCTURE));
      return this;
    }
  }
}
