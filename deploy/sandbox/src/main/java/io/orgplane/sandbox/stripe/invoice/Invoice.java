package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.payment.PaymentIntent;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An invoice of a subscription or a one-off one, from draft through open to paid or void. */
public final class Invoice implements Resource {
  /** Stripe charges nothing below this and carries it over in the customer's balance. */
  private static final long SMALLEST_CHARGE = 50;

  private final String id;
  private final Customer customer;
  private final Terms terms;
  private final List<InvoiceLine> lines;
  private final long created;
  private long startingBalance;
  final Metadata metadata = new Metadata();
  Status status = Status.DRAFT;
  @Nullable String number;
  @Nullable String page;
  @Nullable Long finalizesAt;
  @Nullable Long finalizedAt;
  @Nullable Long paidAt;
  @Nullable Long voidedAt;
  @Nullable Long nextAttempt;
  @Nullable PaymentIntent intent;
  @Nullable InvoicePayment payment;
  @Nullable String description;
  @Nullable String footer;
  @Nullable String defaultPaymentMethod;
  @Nullable Long daysUntilDue;
  @Nullable Long dueDate;
  @Nullable Long uncollectibleAt;
  boolean sent;
  boolean settledOutside;
  boolean autoAdvance = true;
  int attempts;

  /** Where an invoice is in its life. */
  public enum Status {
    DRAFT,
    OPEN,
    PAID,
    UNCOLLECTIBLE,
    VOID;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What an invoice is for.
   *
   * @param reason Stripe's {@code billing_reason}
   * @param metadata the subscription's at this time
   */
  public record Terms(
      @Nullable String subscription,
      JsonObject metadata,
      String reason,
      String currency,
      long from,
      long to,
      @Nullable Long prorationDate) {}

  private Invoice(
      String id, Customer customer, Terms terms, List<InvoiceLine> lines, long created) {
    this.id = id;
    this.customer = customer;
    this.terms = terms;
    this.lines = new ArrayList<>(lines);
    this.created = created;
    this.startingBalance = customer.balance();
  }

  static Invoice draft(Customer customer, Terms terms, List<InvoiceLine> lines, long created) {
    var invoice = new Invoice(Ids.next("in"), customer, terms, lines, created);
    lines.forEach(line -> line.putOn(invoice.id));
    return invoice;
  }

  /** An invoice that is only shown. */
  public static Invoice preview(Customer customer, Terms terms, List<InvoiceLine> lines, long now) {
    return new Invoice("upcoming_" + Ids.next("in"), customer, terms, lines, now);
  }

  /** What a customer would have to pay for these lines now. */
  public static long due(Customer customer, List<InvoiceLine> lines) {
    return due(customer.balance() + sum(lines));
  }

  private static long due(long owed) {
    return owed < SMALLEST_CHARGE ? 0 : owed;
  }

  private static long sum(List<InvoiceLine> lines) {
    return lines.stream().mapToLong(InvoiceLine::amount).sum();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long created() {
    return created;
  }

  public Customer customer() {
    return customer;
  }

  public Terms terms() {
    return terms;
  }

  public List<InvoiceLine> lines() {
    return List.copyOf(lines);
  }

  void add(InvoiceLine line) {
    line.putOn(id);
    lines.add(line);
  }

  void replace(InvoiceLine line) {
    line.putOn(id);
    lines.replaceAll(old -> old.id().equals(line.id()) ? line : old);
  }

  void remove(InvoiceLine line) {
    lines.removeIf(old -> old.id().equals(line.id()));
  }

  /** Automatic collection ends with the invoice. */
  boolean advancing() {
    return status == Status.DRAFT || status == Status.OPEN;
  }

  void requireDraft() {
    if (status != Status.DRAFT) {
      throw ApiError.invalid(
          "invoice_not_editable",
          "The invoice is finalized, and can no longer be changed in this way.",
          null);
    }
  }

  /** Sent to be paid by a date, instead of charged. */
  boolean isSent() {
    return sent;
  }

  public @Nullable String defaultPaymentMethod() {
    return defaultPaymentMethod;
  }

  public Status status() {
    return status;
  }

  public long total() {
    return sum(lines);
  }

  public long amountDue() {
    return due(startingBalance + total());
  }

  /** The balance that counts is the one at finalization; until then it is a forecast. */
  void takeBalance() {
    startingBalance = customer.balance();
  }

  long startingBalance() {
    return startingBalance;
  }

  /** What stays with the customer: a credit, or a debt too small to charge. */
  long endingBalance() {
    return startingBalance + total() - amountDue();
  }

  /** Null while nothing is to be taken from a card. */
  public @Nullable PaymentIntent intent() {
    return intent;
  }

  public @Nullable String number() {
    return number;
  }

  public boolean unpaid() {
    return status == Status.OPEN || status == Status.UNCOLLECTIBLE;
  }

  @Override
  public JsonObject json() {
    return InvoiceJson.of(this);
  }
}
