package io.orgplane.sandbox.stripe.payment;

import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.api.Resource;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** <a href="https://docs.stripe.com/api/payment_methods">Payment methods</a> as far as cards go. */
public final class PaymentMethodApi {
  private static final Param TYPE = Param.oneOf("type", "card");
  private final PaymentMethods methods;
  private final Collection<? extends Resource> customers;

  public PaymentMethodApi(PaymentMethods methods, Collection<? extends Resource> customers) {
    this.methods = methods;
    this.customers = customers;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/payment_methods",
            "list<payment_method>",
            Params.ofList(Param.string("customer"), TYPE),
            call -> list("/v1/payment_methods", call.args().require("customer"), call.args())),
        Endpoint.get(
            "/v1/customers/:id/payment_methods",
            "list<payment_method>",
            Params.ofList(TYPE),
            call ->
                list(
                    "/v1/customers/" + call.id() + "/payment_methods",
                    customers.get(call.id()).id(),
                    call.args())),
        Endpoint.get(
            "/v1/payment_methods/:id",
            "payment_method",
            Params.of(),
            call -> methods.get(call.id()).json()),
        Endpoint.post(
            "/v1/payment_methods/:id/attach",
            "payment_method",
            Params.of(Param.string("customer").asRequired()),
            call -> attach(methods.get(call.id()), call.args().require("customer"))),
        Endpoint.post(
            "/v1/payment_methods/:id/detach",
            "payment_method",
            Params.of(),
            call -> detach(methods.get(call.id()))));
  }

  private JsonObject list(String url, String customer, Arguments args) {
    customers.require(customer, "customer");
    return Page.of(url, methods.of(customer), args);
  }

  private JsonObject attach(PaymentMethod method, String customer) {
    methods.attach(method, customers.require(customer, "customer").id());
    return method.json();
  }

  private JsonObject detach(PaymentMethod method) {
    methods.detach(method);
    return method.json();
  }
}
