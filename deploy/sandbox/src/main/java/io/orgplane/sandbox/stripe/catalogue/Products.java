package io.orgplane.sandbox.stripe.catalogue;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.api.Search;
import io.orgplane.sandbox.stripe.event.Events;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** <a href="https://docs.stripe.com/api/products">Products</a>. */
public final class Products extends Collection<Product> {
  private static final Param ACTIVE = Param.bool("active");
  private final Moment moment;
  private final Events events;

  public Products(Moment moment, Events events) {
    super("product");
    this.moment = moment;
    this.events = events;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/products",
            "product",
            Params.of(
                Param.string("id"),
                Param.string("name").asRequired(),
                Param.string("description"),
                Param.string("unit_label"),
                ACTIVE,
                Param.metadata()),
            call -> create(call.args()).json()),
        Endpoint.get(
            "/v1/products",
            "list<product>",
            Params.ofList(ACTIVE, Param.strings("ids"), Param.range("created")),
            this::list),
        Endpoint.get(
            "/v1/products/search",
            "list<product>",
            Search.PARAMS,
            call -> Search.in("/v1/products/search", this, call.args(), "name", "active")),
        Endpoint.get("/v1/products/:id", "product", Params.of(), call -> get(call.id()).json()),
        Endpoint.post(
            "/v1/products/:id",
            "product",
            Params.of(
                Param.string("name"),
                Param.string("description").asClearable(),
                Param.string("unit_label").asClearable(),
                ACTIVE,
                Param.metadata()),
            this::update));
  }

  Product create(Arguments args) {
    String taken = args.string("id");
    if (taken != null && find(taken).isPresent()) {
      throw ApiError.invalid(
          "resource_already_exists", "A product with the ID " + taken + " exists already.", "id");
    }
    var product = new Product(args, moment.now());
    add(product);
    events.happened("product.created", product.json());
    return product;
  }

  private JsonObject update(Endpoint.Call call) {
    Product product = get(call.id());
    JsonObject before = product.json();
    product.apply(call.args(), moment.now());
    events.updated("product.updated", before, product.json());
    return product.json();
  }

  private JsonObject list(Endpoint.Call call) {
    Boolean active = call.args().bool("active");
    List<String> ids = call.args().strings("ids");
    List<Product> found =
        newestFirst(
            product ->
                (active == null || active == product.active())
                    && (ids.isEmpty() || ids.contains(product.id())));
    return Page.of("/v1/products", found, call.args());
  }
}
