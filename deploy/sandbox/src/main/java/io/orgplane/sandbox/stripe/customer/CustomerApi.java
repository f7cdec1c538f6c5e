package io.orgplane.sandbox.stripe.customer;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.api.Search;
import io.orgplane.sandbox.stripe.payment.Decline;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
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
    return Params.of(Stream.of(common, further).flatMap(Stream::of).toArray(Param[]::new));
  }

  private JsonObject create(Endpoint.Call call) {
    PaymentMethod card = cardToAttach(call.args());
    Arguments settings = call.args().hash("invoice_settings");
    String wanted = settings.string("default_payment_method");
    if (wanted != null && !wanted.equals(call.args().string("payment_method"))) {
      throw ApiError.invalid(
          "A new customer's default payment method is the one that is attached with it.",
          settings.nameOf("default_payment_method"));
    }
    Customer customer = customers.create(call.args());
    if (card != null) {
      methods.attach(card, customer.id());
      if (wanted != null) {
        customers.changeDefaultPaymentMethod(customer, card.id());
      }
    }
    return customer.json();
  }

  private @Nullable PaymentMethod cardToAttach(Arguments args) {
    String id = args.string("payment_method");
    if (id == null) {
      return null;
    }
    PaymentMethod card = methods.require(id, "payment_method");
    Decline decline = card.card().atOnce();
    if (decline != null) {
      throw decline.error();
    }
    return card;
  }

  private JsonObject update(Endpoint.Call call) {
    Customer customer = customers.get(call.id());
    Arguments settings = call.args().hash("invoice_settings");
    String wanted = settings.string("default_payment_method");
    if (wanted != null) {
      methods.requireOf(customer.id(), wanted, settings.nameOf("default_payment_method"));
    }
    customers.changing(
        customer,
        it -> {
          it.apply(call.args());
          settings.ifGiven("default_payment_method", it::defaultPaymentMethod);
        });
    return customer.json();
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
