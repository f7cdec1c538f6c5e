package io.orgplane.sandbox.stripe.checkout;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Param;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for where goods are paid once.
 *
 * @param invoiced the buyer gets an invoice, which the payment settles
 * @param metadata of the payment
 * @param keepsCard the card is attached to the customer for later payments
 */
record Sale(boolean invoiced, @Nullable String description, Metadata metadata, boolean keepsCard) {
  static final Param[] PARAMS = {
    Param.oneOf("customer_creation", "always"),
    Param.hash("invoice_creation", Param.bool("enabled").asRequired()),
    Param.hash(
        "payment_intent_data",
        Param.string("description"),
        Param.metadata(),
        Param.oneOf("setup_future_usage", "off_session"))
  };

  static Sale of(Arguments args) {
    Arguments data = args.hash("payment_intent_data");
    return new Sale(
        args.hash("invoice_creation").bool("enabled", false),
        data.string("description"),
        Metadata.of(data),
        data.has("setup_future_usage"));
  }

  static void refuse(Arguments args) {
    for (Param param : PARAMS) {
      if (args.has(param.name())) {
        throw ApiError.invalid(
            "You can not pass `" + param.name() + "` in `subscription` mode.", param.name());
      }
    }
  }

  JsonObject invoiceCreation() {
    var data = new JsonObject();
    for (String field :
        new String[] {
          "account_tax_ids", "custom_fields", "description", "footer", "issuer", "rendering_options"
        }) {
      data.putNull(field);
    }
    return new JsonObject()
        .put("enabled", invoiced)
        .put("invoice_data", data.put("metadata", new JsonObject()));
  }
}
