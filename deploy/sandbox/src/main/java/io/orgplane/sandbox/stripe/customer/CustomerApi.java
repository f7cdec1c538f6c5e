package io.orgplane.sandbox.stripe.customer;

import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.api.Search;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** <a href="https://docs.stripe.com/api/customers">Customers</a>. */
public final class CustomerApi {
  private static final Param INVOICE_SETTINGS =
      Param.hash("invoice_settings", Param.string("default_payment_method").asClearable());
  private final Customers customers;
  private final PaymentMethods methods;

  public CustomerApi(Customers customers, PaymentMethods methods) {
    this.customers = customers;
    this.methods = methods;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/customers", "customer", descriptive(Param.string("payment_method")), this::create),
        Endpoint.get(
            "/v1/customers",
            "list<customer>",
            Params.ofList(Param.string("email"), Param.range("created")),
            this::list),
        Endpoint.get("/v1/customers/search", "list<customer>", Search.PARAMS, this::search),
        Endpoint.get(
            "/v1/customers/:id", "customer", Params.of(), call -> customers.get(call.id()).json()),
        Endpoint.post("/v1/customers/:id", "customer", descriptive(), this::update));
  }

  private static Params descriptive(Param... further) {
    var common =
        new Param[] {
          Param.string("email").asClearable(),
          Param.string("name").asClearable(),
          Param.string("description").asClearable(),
          Param.string("phone").asClearable(),
          Param.integer("balance"),
          Param.metadata(),
          INVOICE_SETTINGS
        };
    var all = new java.util.ArrayList<>(List.of(common));
    all.addAll(List.of(further));
    return Params.of(all.toArray(Param[]::new));
  }

  private JsonObject create(Endpoint.Call call) {
    PaymentMethod card = cardToAttach(call.args());
    Customer customer = customers.create(call.args());
    if (card != null) {
      methods.attach(card, customer.id());
    }
    settle(customer, call.args());
    return customer.json();
  }

  private JsonObject update(Endpoint.Call call) {
    Customer customer = customers.get(call.id());
    Arguments settings = call.args().hash("invoice_settings");
    if (settings.string("default_payment_method") instanceof String wanted) {
      methods.requireOf(customer.id(), wanted, settings.nameOf("default_payment_method"));
    }
    customers.changing(customer, it -> it.apply(call.args()));
    settle(customer, call.args());
    return customer.json();
  }

  private @Nullable PaymentMethod cardToAttach(Arguments args) {
    if (!(args.string("payment_method") instanceof String id)) {
      return null;
    }
    PaymentMethod card = methods.require(id, "payment_method");
    if (card.card().atOnce() != null) {
      throw card.card().atOnce().error();
    }
    return card;
  }

  private void settle(Customer customer, Arguments args) {
    Arguments settings = args.hash("invoice_settings");
    if (settings.isCleared("default_payment_method")) {
      customers.changeDefaultPaymentMethod(customer, null);
    } else if (settings.string("default_payment_method") instanceof String wanted) {
      String param = settings.nameOf("default_payment_method");
      customers.changeDefaultPaymentMethod(
          customer, methods.requireOf(customer.id(), wanted, param).id());
    }
  }

  private JsonObject list(Endpoint.Call call) {
    String email = call.args().string("email");
    return Page.of(
        "/v1/customers",
        customers.newestFirst(it -> email == null || email.equals(it.email())),
        call.args());
  }

  private JsonObject search(Endpoint.Call call) {
    return Search.in("/v1/customers/search", customers, call.args(), "email", "name", "phone");
  }
}
