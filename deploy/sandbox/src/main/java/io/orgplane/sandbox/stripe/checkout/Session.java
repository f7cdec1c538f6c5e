package io.orgplane.sandbox.stripe.checkout;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.payment.PaymentIntent;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Order;
import io.orgplane.sandbox.stripe.subscription.Subscription;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One visit to the checkout: what is offered, to whom, and where they go afterwards. */
public final class Session implements Resource {
  private final String id = "cs_test_" + Ids.random(58);
  private final Terms terms;
  private final List<LineItem> lineItems;
  private final Order order;
  private final @Nullable Sale sale;
  private final Metadata metadata;
  private final String url;
  private final long created;
  private @Nullable Customer customer;
  private @Nullable Subscription subscription;
  private @Nullable PaymentIntent intent;
  private @Nullable Invoice invoice;
  private Status status = Status.OPEN;

  /** What was asked for beside the goods. */
  record Terms(
      String successUrl,
      @Nullable String cancelUrl,
      @Nullable String clientReference,
      @Nullable String customerEmail,
      @Nullable String paymentMethodCollection,
      long expiresAt) {}

  /** Where a visit stands. */
  enum Status {
    OPEN,
    COMPLETE,
    EXPIRED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Session(
      Terms terms,
      List<LineItem> lineItems,
      Order order,
      @Nullable Sale sale,
      Metadata metadata,
      @Nullable Customer customer,
      String origin,
      long created) {
    this.terms = terms;
    this.lineItems = List.copyOf(lineItems);
    this.order = order;
    this.sale = sale;
    this.metadata = metadata;
    this.customer = customer;
    this.url = origin + "/c/pay/" + id;
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

  Terms terms() {
    return terms;
  }

  Order order() {
    return order;
  }

  List<LineItem> lineItems() {
    return lineItems;
  }

  Metadata metadata() {
    return metadata;
  }

  Status status() {
    return status;
  }

  boolean open() {
    return status == Status.OPEN;
  }

  @Nullable String url() {
    return open() ? url : null;
  }

  @Nullable Customer customer() {
    return customer;
  }

  @Nullable Subscription subscription() {
    return subscription;
  }

  /** What the goods cost in full; a trial asks for nothing today. */
  boolean needsCard() {
    return dueToday() > 0 || !"if_required".equals(terms.paymentMethodCollection());
  }

  long price() {
    return lineItems.stream().mapToLong(LineItem::amount).sum();
  }

  long dueToday() {
    return order.hasTrial() ? 0 : price();
  }

  String currency() {
    return lineItems.getFirst().wanted().price().currency();
  }

  void complete(Customer payer, Subscription begun) {
    customer = payer;
    subscription = begun;
    invoice = begun.latestInvoice();
    status = Status.COMPLETE;
  }

  void complete(Customer payer, PaymentIntent paid, @Nullable Invoice settled) {
    customer = payer;
    intent = paid;
    invoice = settled;
    status = Status.COMPLETE;
  }

  /** Null where a subscription is sold. */
  @Nullable Sale sale() {
    return sale;
  }

  @Nullable PaymentIntent intent() {
    return intent;
  }

  @Nullable Invoice invoice() {
    return invoice;
  }

  void expire() {
    status = Status.EXPIRED;
  }

  /** Where the person goes after paying. */
  String successUrl() {
    return terms.successUrl().replace("{CHECKOUT_SESSION_ID}", id);
  }

  @Override
  public JsonObject json() {
    return SessionJson.of(this);
  }
}
