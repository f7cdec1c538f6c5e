package io.orgplane.sandbox.stripe.payment;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A card, kept for a customer or not yet. */
public final class PaymentMethod implements Resource {
  private static final int EXPIRY_YEAR = 2040;
  private final String id = Ids.next("pm");
  private final String fingerprint = Ids.random(16);
  private final long created;
  private final TestCard card;
  private final Metadata metadata = new Metadata();
  private @Nullable String customer;

  PaymentMethod(TestCard card, long created) {
    this.card = card;
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

  public TestCard card() {
    return card;
  }

  public @Nullable String customer() {
    return customer;
  }

  void attachTo(@Nullable String owner) {
    customer = owner;
  }

  @Override
  public JsonObject json() {
    var nobody = new JsonObject();
    for (String detail : new String[] {"address", "email", "name", "phone", "tax_id"}) {
      nobody.putNull(detail);
    }
    return new JsonObject()
        .put("id", id)
        .put("object", "payment_method")
        .put("allow_redisplay", "unspecified")
        .put("billing_details", nobody)
        .put("card", cardJson())
        .put("created", created)
        .put("customer", customer)
        .putNull("customer_account")
        .put("livemode", false)
        .put("metadata", metadata.json())
        .put("type", "card");
  }

  private JsonObject cardJson() {
    var checks =
        new JsonObject()
            .putNull("address_line1_check")
            .putNull("address_postal_code_check")
            .put("cvc_check", customer == null ? "unchecked" : "pass");
    return new JsonObject()
        .put("brand", card.brand())
        .put("checks", checks)
        .put("country", "US")
        .put("display_brand", card.brand().equals("amex") ? "american_express" : card.brand())
        .put("exp_month", 12)
        .put("exp_year", EXPIRY_YEAR)
        .put("fingerprint", fingerprint)
        .put("funding", "credit")
        .putNull("generated_from")
        .put("last4", card.last4())
        .put(
            "networks",
            new JsonObject()
                .put("available", new JsonArray().add(card.brand()))
                .putNull("preferred"))
        .put("regulated_status", "unregulated")
        .put("three_d_secure_usage", new JsonObject().put("supported", true))
        .putNull("wallet");
  }
}
