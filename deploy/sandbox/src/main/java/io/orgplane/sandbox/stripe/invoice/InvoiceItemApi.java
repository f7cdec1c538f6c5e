package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** <a href="https://docs.stripe.com/api/invoiceitems">Invoice items</a>. */
public final class InvoiceItemApi {
  private static final Param[] DESCRIPTIVE = {
    Param.string("description"),
    Param.bool("discountable"),
    Param.metadata(),
    Param.hash("period", Param.integer("start").asRequired(), Param.integer("end").asRequired())
  };
  private static final Params CREATE =
      params(
          Param.string("customer").asRequired(),
          Param.string("currency"),
          Param.string("invoice"),
          Param.string("subscription"));
  private static final Params UPDATE = params();
  private static final Params LIST =
      Params.ofList(
          Param.string("customer"),
          Param.string("invoice"),
          Param.bool("pending"),
          Param.range("created"));
  private final InvoiceItems items;
  private final Invoices invoices;
  private final Customers customers;
  private final Prices prices;
  private final Payer payer;

  public InvoiceItemApi(
      InvoiceItems items, Invoices invoices, Customers customers, Prices prices, Payer payer) {
    this.items = items;
    this.invoices = invoices;
    this.customers = customers;
    this.prices = prices;
    this.payer = payer;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/invoiceitems", "invoiceitem", CREATE, call -> create(call.args())),
        Endpoint.get("/v1/invoiceitems", "list<invoiceitem>", LIST, call -> list(call.args())),
        Endpoint.get(
            "/v1/invoiceitems/:id",
            "invoiceitem",
            Params.of(),
            call -> items.get(call.id()).json()),
        Endpoint.post(
            "/v1/invoiceitems/:id",
            "invoiceitem",
            UPDATE,
            call -> update(items.get(call.id()), call.args())),
        Endpoint.delete(
            "/v1/invoiceitems/:id", "deleted", Params.of(), call -> delete(items.get(call.id()))));
  }

  private static Params params(Param... own) {
    return Params.of(
        Stream.of(own, ItemCharge.PARAMS, DESCRIPTIVE).flatMap(Stream::of).toArray(Param[]::new));
  }

  private JsonObject create(Arguments args) {
    Customer customer = customers.require(args.require("customer"), "customer");
    String subscription = args.string("subscription");
    if (subscription != null) {
      payer.requireSubscription(customer, subscription, "subscription");
    }
    Invoice draft = draft(customer, args.string("invoice"));
    ItemCharge charge = ItemCharge.of(args, prices);
    if (draft != null && !draft.terms().currency().equals(charge.currency())) {
      throw ApiError.invalid("The invoice is in another currency.", "currency");
    }
    var item = new InvoiceItem(customer, subscription, charge, items.now());
    describe(item, args);
    return items.create(item, draft).json();
  }

  private @Nullable Invoice draft(Customer customer, @Nullable String id) {
    if (id == null) {
      return null;
    }
    Invoice invoice = invoices.require(id, "invoice");
    if (invoice.customer() != customer) {
      throw ApiError.invalid("The invoice is for another customer.", "invoice");
    }
    invoice.requireDraft();
    return invoice;
  }

  private JsonObject update(InvoiceItem item, Arguments args) {
    items.requireChangeable(item);
    ItemCharge charge = item.charge.changed(args, prices);
    describe(item, args);
    item.charge = charge;
    items.changed(item);
    return item.json();
  }

  private static void describe(InvoiceItem item, Arguments args) {
    item.metadata.apply(args);
    args.ifGiven("description", value -> item.description = value);
    item.discountable = args.bool("discountable", item.discountable);
    Arguments period = args.hash("period");
    item.from = period.integer("start", item.from);
    item.to = period.integer("end", item.to);
    if (item.to < item.from) {
      throw ApiError.invalid("A period ends after it starts.", "period[end]");
    }
  }

  private JsonObject delete(InvoiceItem item) {
    items.delete(item);
    return Resource.deleted(item.id(), "invoiceitem");
  }

  private JsonObject list(Arguments args) {
    return Page.of("/v1/invoiceitems", items.newestFirst(item -> matches(item, args)), args);
  }

  private static boolean matches(InvoiceItem item, Arguments args) {
    String invoice = args.string("invoice");
    return args.string("customer", item.customer().id()).equals(item.customer().id())
        && args.bool("pending", item.pending()) == item.pending()
        && (invoice == null || (item.invoice != null && item.invoice.id().equals(invoice)));
  }
}
