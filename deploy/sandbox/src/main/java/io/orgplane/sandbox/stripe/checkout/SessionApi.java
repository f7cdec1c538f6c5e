package io.orgplane.sandbox.stripe.checkout;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Expansion;
import io.orgplane.sandbox.stripe.api.Metadata;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Order;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions.Wanted;
import io.orgplane.sandbox.stripe.subscription.Trials;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * <a href="https://docs.stripe.com/api/checkout/sessions">Checkout sessions</a> that sell
 * subscriptions, or goods that are paid once.
 */
public final class SessionApi {
  private static final long HALF_HOUR = 30 * 60;
  private static final long DAY = 24 * 60 * 60;
  private static final Param[] TERMS = {
    Param.oneOf("mode", "payment", "subscription").asRequired(),
    Param.hashes("line_items", Param.string("price").asRequired(), Param.integer("quantity"))
        .asRequired(),
    Param.string("success_url").asRequired(),
    Param.string("cancel_url"),
    Param.string("client_reference_id"),
    Param.string("customer"),
    Param.string("customer_email"),
    Param.integer("expires_at"),
    Param.metadata(),
    Param.oneOf("payment_method_collection", "always", "if_required"),
    Param.strings("payment_method_types"),
    Param.oneOf("ui_mode", "hosted_page"),
    Param.hash(
        "subscription_data",
        Param.metadata(),
        Param.string("description"),
        Trials.DAYS,
        Trials.SETTINGS)
  };
  private static final Params CREATE =
      Params.of(Stream.of(TERMS, Sale.PARAMS).flatMap(Stream::of).toArray(Param[]::new));
  private static final Params LIST =
      Params.ofList(
          Param.string("customer"),
          Param.string("payment_intent"),
          Param.string("subscription"),
          Param.oneOf("status", "open", "complete", "expired"),
          Param.range("created"));
  private final Sessions sessions;
  private final Customers customers;
  private final Prices prices;
  private final Supplier<String> origin;

  public SessionApi(
      Sessions sessions, Customers customers, Prices prices, Supplier<String> origin) {
    this.sessions = sessions;
    this.customers = customers;
    this.prices = prices;
    this.origin = origin;
  }

  public void expandable(Expansion expansion) {
    expansion.field(
        "checkout.session.line_items",
        id -> Page.whole(lineItemsUrl(id), sessions.get(id).lineItems()));
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/checkout/sessions", "checkout.session", CREATE, call -> create(call.args())),
        Endpoint.get(
            "/v1/checkout/sessions", "list<checkout.session>", LIST, call -> list(call.args())),
        Endpoint.get(
            "/v1/checkout/sessions/:id",
            "checkout.session",
            Params.of(),
            call -> sessions.get(call.id()).json()),
        Endpoint.get(
            "/v1/checkout/sessions/:id/line_items",
            "list<item>",
            Params.ofList(),
            call ->
                Page.of(lineItemsUrl(call.id()), sessions.get(call.id()).lineItems(), call.args())),
        Endpoint.post(
            "/v1/checkout/sessions/:id/expire",
            "checkout.session",
            Params.of(),
            call -> expire(sessions.get(call.id()))));
  }

  private JsonObject create(Arguments args) {
    args.refuseTogether("customer", "customer_email");
    boolean once = args.require("mode").equals("payment");
    refuseUnsuitable(args, once);
    String known = args.string("customer");
    Customer customer = known == null ? null : customers.require(known, "customer");
    long now = sessions.now();
    List<LineItem> items =
        args.hashes("line_items").stream()
            .map(item -> LineItem.of(wanted(item, once), now))
            .toList();
    if (items.isEmpty()) {
      throw ApiError.missing("line_items");
    }
    var session =
        new Session(
            terms(args, once),
            items,
            order(args, items),
            once ? Sale.of(args) : null,
            Metadata.of(args),
            customer,
            origin.get(),
            now);
    sessions.add(session);
    return session.json();
  }

  private static void refuseUnsuitable(Arguments args, boolean once) {
    if (!once) {
      Sale.refuse(args);
      return;
    }
    for (String param : List.of("subscription_data", "payment_method_collection")) {
      if (args.has(param)) {
        throw ApiError.invalid("You can not pass `" + param + "` in `payment` mode.", param);
      }
    }
    if (!args.has("customer") && !args.has("customer_creation")) {
      throw ApiError.invalid(
          "Guests do not buy here: pass `customer`, or `customer_creation=always`.", "customer");
    }
  }

  private Wanted wanted(Arguments item, boolean once) {
    long quantity = item.count("quantity", 0);
    if (quantity == 0) {
      throw ApiError.invalid(
          "parameter_missing", "Quantity is required and at least 1.", item.nameOf("quantity"));
    }
    String price = item.require("price");
    return new Wanted(
        once
            ? prices.requireOneTime(price, item.nameOf("price"))
            : prices.requireRecurring(price, item.nameOf("price")),
        quantity);
  }

  private Session.Terms terms(Arguments args, boolean once) {
    long expires = args.integer("expires_at", sessions.now() + DAY);
    if (expires < sessions.now() + HALF_HOUR || expires > sessions.now() + DAY) {
      throw ApiError.invalid(
          "A session expires between 30 minutes and 24 hours from now.", "expires_at");
    }
    return new Session.Terms(
        url(args, "success_url"),
        args.has("cancel_url") ? url(args, "cancel_url") : null,
        args.string("client_reference_id"),
        args.string("customer_email"),
        args.string("payment_method_collection", once ? "if_required" : "always"),
        expires);
  }

  private static Order order(Arguments args, List<LineItem> items) {
    Arguments data = args.hash("subscription_data");
    return new Order(
        items.stream().map(LineItem::wanted).toList(),
        Metadata.of(data),
        data.string("description"),
        Trials.days(data),
        null,
        Trials.cancelsWithoutCard(data, false));
  }

  private static String url(Arguments args, String param) {
    String url = args.require(param);
    if (!url.matches("https?://\\S+")) {
      throw ApiError.invalid(
          "url_invalid", "Not a valid URL: an explicit scheme (such as https) is needed.", param);
    }
    return url;
  }

  private JsonObject expire(Session session) {
    sessions.expire(session);
    return session.json();
  }

  private JsonObject list(Arguments args) {
    String customer = args.string("customer", "");
    String subscription = args.string("subscription", "");
    String intent = args.string("payment_intent", "");
    return Page.of(
        "/v1/checkout/sessions",
        sessions.newestFirst(
            it ->
                (customer.isEmpty()
                        || (it.customer() != null && it.customer().id().equals(customer)))
                    && (intent.isEmpty()
                        || (it.intent() != null && it.intent().id().equals(intent)))
                    && (subscription.isEmpty()
                        || (it.subscription() != null
                            && it.subscription().id().equals(subscription)))
                    && it.status()
                        .wireName()
                        .equals(args.string("status", it.status().wireName()))),
        args);
  }

  private static String lineItemsUrl(String id) {
    return "/v1/checkout/sessions/" + id + "/line_items";
  }
}
