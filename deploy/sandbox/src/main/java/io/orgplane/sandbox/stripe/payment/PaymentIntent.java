package io.orgplane.sandbox.stripe.payment;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Resource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** An amount to be taken from a card, tried as often as it needs. */
public final class PaymentIntent implements Resource {
  private static final String[] NOT_USED = {
    "application",
    "application_fee_amount",
    "automatic_payment_methods",
    "customer_account",
    "excluded_payment_method_types",
    "latest_charge",
    "managed_payments",
    "next_action",
    "on_behalf_of",
    "payment_method_configuration_details",
    "processing",
    "receipt_email",
    "review",
    "shipping",
    "source",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group"
  };
  private final String id = Ids.next("pi");
  private final String secret = id + "_secret_" + Ids.random(25);
  private final long created;
  private final String customer;
  private final String currency;
  private final String description;
  private final long amount;
  private JsonObject metadata = new JsonObject();
  private @Nullable PaymentMethod method;
  private @Nullable Decline decline;
  private @Nullable Long canceledAt;
  private boolean succeeded;

  PaymentIntent(String customer, long amount, String currency, String description, long created) {
    this.customer = customer;
    this.amount = amount;
    this.currency = currency;
    this.description = description;
    this.created = created;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return created;
  }

  public long amount() {
    return amount;
  }

  public String clientSecret() {
    return secret;
  }

  public boolean succeeded() {
    return succeeded;
  }

  /** Why the last try was refused. */
  public @Nullable Decline decline() {
    return decline;
  }

  /** What the seller notes on it. */
  public void annotate(JsonObject notes) {
    metadata = notes;
  }

  void cancel(long now) {
    canceledAt = now;
  }

  private String status() {
    if (canceledAt != null) {
      return "canceled";
    }
    return succeeded ? "succeeded" : "requires_payment_method";
  }

  void tryWith(PaymentMethod card) {
    method = card;
    decline = card.card().onCharge();
    succeeded = decline == null;
  }

  String customer() {
    return customer;
  }

  @Override
  public JsonObject json() {
    var json =
        new JsonObject()
            .put("id", id)
            .put("object", "payment_intent")
            .put("amount", amount)
            .put("amount_capturable", 0)
            .put("amount_received", succeeded ? amount : 0)
            .put("canceled_at", canceledAt)
            .put("cancellation_reason", canceledAt == null ? null : "void_invoice")
            .put("capture_method", "automatic")
            .put("client_secret", secret)
            .put("confirmation_method", "automatic")
            .put("created", created)
            .put("currency", currency)
            .put("customer", customer)
            .put("description", description)
            .put("last_payment_error", lastError())
            .put("livemode", false)
            .put("metadata", metadata.copy())
            .put("payment_method", succeeded && method != null ? method.id() : null)
            .put("payment_method_options", new JsonObject())
            .put("payment_method_types", new JsonArray().add("card"))
            .put("setup_future_usage", "off_session")
            .put("status", status());
    for (String field : NOT_USED) {
      json.putNull(field);
    }
    return json;
  }

  private @Nullable JsonObject lastError() {
    if (decline == null || method == null) {
      return null;
    }
    return decline.error().error().copy().put("payment_method", method.json());
  }
}
