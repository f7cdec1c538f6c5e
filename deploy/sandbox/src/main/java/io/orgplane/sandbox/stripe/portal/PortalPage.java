package io.orgplane.sandbox.stripe.portal;

import static io.orgplane.sandbox.stripe.api.Html.text;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Html;
import io.orgplane.sandbox.stripe.api.Money;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.Invoices;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.TestCard;
import io.orgplane.sandbox.stripe.subscription.Subscription;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The page on which a customer changes the card, cancels, and finds the invoices. */
public final class PortalPage {
  private final Portal portal;
  private final Invoices invoices;

  public PortalPage(Portal portal, Invoices invoices) {
    this.portal = portal;
    this.invoices = invoices;
  }

  public void bind(Router router) {
    router.get("/p/session/:id").handler(context -> guarded(context, () -> show(context, null)));
    router
        .post("/p/session/:id")
        .handler(BodyHandler.create(false))
        .handler(context -> guarded(context, () -> act(context)));
  }

  private static void guarded(RoutingContext context, Runnable work) {
    try {
      work.run();
    } catch (ApiError refused) {
      Html.refusal(context, refused);
    }
  }

  private void act(RoutingContext context) {
    PortalSession session = portal.session(context.pathParam("id"));
    String card = context.request().getFormAttribute("payment_method");
    String cancel = context.request().getFormAttribute("cancel");
    String pay = context.request().getFormAttribute("pay");
    String resume = context.request().getFormAttribute("resume");
    try {
      if (card != null) {
        portal.changeCard(session.customer(), card);
      } else if (cancel != null) {
        portal.cancelAtPeriodEnd(session.customer(), cancel, true);
      } else if (pay != null) {
        portal.pay(session.customer(), pay);
      } else if (resume != null) {
        portal.cancelAtPeriodEnd(session.customer(), resume, false);
      }
      Html.seeOther(context, "/p/session/" + session.id());
    } catch (ApiError declined) {
      show(context, declined.getMessage());
    }
  }

  private void show(RoutingContext context, @Nullable String problem) {
    PortalSession session = portal.session(context.pathParam("id"));
    Customer customer = session.customer();
    String alert =
        problem == null ? "" : "<p class=\"bad\" role=\"alert\">" + text(problem) + "</p>";
    String back =
        session.returnUrl() == null
            ? ""
            : "<p><a class=\"quiet\" href=\"" + text(session.returnUrl()) + "\">Return</a></p>";
    String name = customer.name() == null ? customer.email() : customer.name();
    Html.page(
        context,
        problem == null ? 200 : 402,
        "Billing portal",
        "<h1>Billing</h1><p class=\"soft\">%s</p>%s<h2>Subscriptions</h2>%s<h2>Card</h2>%s<h2>Invoices</h2>%s%s"
            .formatted(
                text(name == null ? customer.id() : name),
                alert,
                subscriptions(customer),
                cards(customer),
                bills(customer),
                back));
  }

  private String subscriptions(Customer customer) {
    var rows = new StringBuilder("<table><tbody>");
    for (Subscription subscription : portal.subscriptionsOf(customer)) {
      rows.append(
          "<tr><td>%s</td><td class=\"soft\">%s</td><td class=\"sum\">%s</td></tr>"
              .formatted(text(subscription.words()), state(subscription), button(subscription)));
    }
    return rows.append("</tbody></table>").toString();
  }

  private static String state(Subscription subscription) {
    if (subscription.ended()) {
      return "ended";
    }
    return (subscription.cancelsAtPeriodEnd() ? "ends " : "renews ")
        + day(subscription.periodEnd());
  }

  private static String button(Subscription subscription) {
    if (subscription.ended()) {
      return "";
    }
    String action = subscription.cancelsAtPeriodEnd() ? "resume" : "cancel";
    return "<form method=\"post\"><button class=\"quiet\" name=\"%s\" value=\"%s\">%s</button></form>"
        .formatted(
            action, text(subscription.id()), action.equals("cancel") ? "Cancel" : "Do not cancel");
  }

  private String cards(Customer customer) {
    var html = new StringBuilder();
    for (PaymentMethod card : portal.cardsOf(customer)) {
      String use = card.id().equals(customer.defaultPaymentMethod()) ? " (default)" : "";
      html.append(
          "<p>%s •••• %s%s</p>"
              .formatted(text(card.card().brand()), text(card.card().last4()), use));
    }
    html.append("<form method=\"post\"><fieldset><legend>Use another test card</legend>");
    for (TestCard card : TestCard.offered()) {
      html.append(
          "<label><input type=\"radio\" name=\"payment_method\" value=\"%s\" required> %s</label>"
              .formatted(text(card.token()), text(card.title())));
    }
    return html.append("</fieldset><button>Change card</button></form>").toString();
  }

  private String bills(Customer customer) {
    var rows = new StringBuilder("<table><tbody>");
    for (Invoice invoice :
        invoices.newestFirst(it -> it.customer() == customer && it.number() != null)) {
      rows.append(
          "<tr><td><a href=\"/i/%s/pdf\">%s</a></td><td class=\"soft\">%s</td><td class=\"sum\">%s</td><td>%s</td></tr>"
              .formatted(
                  text(invoice.id()),
                  text(invoice.number()),
                  day(invoice.created()),
                  text(Money.words(invoice.total(), invoice.terms().currency())),
                  invoice.unpaid() ? payButton(invoice) : text(invoice.status().wireName())));
    }
    return rows.append("</tbody></table>").toString();
  }

  private static String payButton(Invoice invoice) {
    return "<form method=\"post\"><button class=\"quiet\" name=\"pay\" value=\"%s\">Pay now</button></form>"
        .formatted(text(invoice.id()));
  }

  private static String day(long second) {
    return Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
