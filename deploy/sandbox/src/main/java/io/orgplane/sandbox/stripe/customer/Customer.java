package io.orgplane.sandbox.stripe.customer;

import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who pays. A negative balance is what we owe them, and lowers the next invoice. */
public final class Customer implements Resource {
  private final String id = "cus_" + Ids.random(14);
  private final String invoicePrefix = Ids.random(8).toUpperCase(Locale.ROOT);
  private final long created;
  private final Metadata metadata;
  private @Nullable String email;
  private @Nullable String name;
  private @Nullable String description;
  private @Nullable String phone;
  private @Nullable String defaultPaymentMethod;
  private @Nullable String currency;
  private long balance;
  private long nextInvoice = 1;
  private boolean delinquent;

  Customer(Arguments args, long created) {
    this.created = created;
    this.metadata = Metadata.of(args);
    describe(args);
  }

  void apply(Arguments args) {
    metadata.apply(args);
    describe(args);
  }

  private void describe(Arguments args) {
    args.ifGiven("email", value -> email = value);
    args.ifGiven("name", value -> name = value);
    args.ifGiven("description", value -> description = value);
    args.ifGiven("phone", value -> phone = value);
    balance = args.integer("balance", balance);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return created;
  }

  public @Nullable String email() {
    return email;
  }

  public @Nullable String name() {
    return name;
  }

  public long balance() {
    return balance;
  }

  /** What the customer has been billed in, else the account's own. */
  public String currency() {
    return currency == null ? "usd" : currency;
  }

  public @Nullable String defaultPaymentMethod() {
    return defaultPaymentMethod;
  }

  void defaultPaymentMethod(@Nullable String method) {
    defaultPaymentMethod = method;
  }

  void balance(long amount) {
    balance = amount;
  }

  /**
   * The first invoice settles the currency, and an unpaid last one makes the customer delinquent.
   */
  void billedIn(String invoiceCurrency) {
    currency = invoiceCurrency;
  }

  void delinquent(boolean owes) {
    delinquent = owes;
  }

  String nextInvoiceNumber() {
    return "%s-%04d".formatted(invoicePrefix, nextInvoice++);
  }

  @Override
  public JsonObject json() {
    var settings =
        new JsonObject()
            .putNull("custom_fields")
            .put("default_payment_method", defaultPaymentMethod)
            .putNull("footer")
            .putNull("rendering_options");
    return new JsonObject()
        .put("id", id)
        .put("object", "customer")
        .putNull("address")
        .put("balance", balance)
        .put("created", created)
        .put("currency", currency)
        .putNull("customer_account")
        .putNull("default_source")
        .put("delinquent", delinquent)
        .put("description", description)
        .putNull("discount")
        .put("email", email)
        .put("invoice_prefix", invoicePrefix)
        .put("invoice_settings", settings)
        .put("livemode", false)
        .put("metadata", metadata.json())
        .put("name", name)
        .put("next_invoice_sequence", nextInvoice)
        .put("phone", phone)
        .put("preferred_locales", new JsonArray())
        .putNull("shipping")
        .put("tax_exempt", "none")
        .putNull("test_clock");
  }
}
