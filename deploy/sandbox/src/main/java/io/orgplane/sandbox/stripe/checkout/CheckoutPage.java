package io.orgplane.sandbox.stripe.checkout;

import static io.orgplane.sandbox.stripe.api.Html.text;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Html;
import io.orgplane.sandbox.stripe.api.Money;
import io.orgplane.sandbox.stripe.payment.TestCard;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.jspecify.annotations.Nullable;

/** The page on which a person pays, with Stripe's test cards to choose from. */
public final class CheckoutPage {
  private final Sessions sessions;

  public CheckoutPage(Sessions sessions) {
    this.sessions = sessions;
  }

  public void bind(Router router) {
    router.get("/c/pay/:id").handler(context -> guarded(context, () -> show(context, null)));
    router
        .post("/c/pay/:id")
        .handler(BodyHandler.create(false))
        .handler(context -> guarded(context, () -> pay(context)));
  }

  private static void guarded(RoutingContext context, Runnable work) {
    try {
      work.run();
    } catch (ApiError refused) {
      Html.refusal(context, refused);
    }
  }

  private void pay(RoutingContext context) {
    String card = context.request().getFormAttribute("payment_method");
    try {
      Session paid = sessions.complete(context.pathParam("id"), card == null ? "" : card);
      Html.seeOther(context, paid.successUrl());
    } catch (ApiError declined) {
      if (declined.status() != 402) {
        throw declined;
      }
      show(context, declined.getMessage());
    }
  }

  private void show(RoutingContext context, @Nullable String problem) {
    Session session = sessions.get(context.pathParam("id"));
    if (!session.open()) {
      String state = session.status().wireName();
      Html.page(
          context,
          200,
          "Checkout",
          "<h1>This checkout is " + state + "</h1><p>There is nothing left to pay here.</p>");
      return;
    }
    Html.page(context, problem == null ? 200 : 402, "Checkout", form(session, problem));
  }

  private static String form(Session session, @Nullable String problem) {
    String alert =
        problem == null ? "" : "<p class=\"bad\" role=\"alert\">" + text(problem) + "</p>";
    String cancel = session.terms().cancelUrl();
    String back =
        cancel == null ? "" : "<a class=\"quiet\" href=\"" + text(cancel) + "\">Cancel</a>";
    return """
        <h1>%s</h1>
        <p class="soft">%s</p>
        <table><thead><tr><th scope="col">Plan</th><th scope="col" class="sum">Quantity</th>
        <th scope="col" class="sum">Amount</th></tr></thead>
        <tbody>%s</tbody>
        <tfoot><tr><th scope="row" colspan="2">Due today</th><td class="sum"><strong>%s</strong></td></tr></tfoot></table>
        %s
        <form method="post">
        <fieldset><legend>Pay with a test card</legend>%s</fieldset>
        <button type="submit">Pay %s</button> %s
        </form>
        """
        .formatted(
            session.sale() == null ? "Subscribe" : "Pay",
            text(payer(session)),
            rows(session),
            text(Money.words(session.dueToday(), session.currency())),
            alert,
            cards(),
            text(Money.words(session.dueToday(), session.currency())),
            back);
  }

  private static String payer(Session session) {
    String email =
        session.customer() == null ? session.terms().customerEmail() : session.customer().email();
    String trial =
        session.order().trialDays() == null
            ? ""
            : " · " + session.order().trialDays() + " days free";
    return (email == null ? "" : email) + trial;
  }

  private static String rows(Session session) {
    var rows = new StringBuilder();
    for (LineItem item : session.lineItems()) {
      var price = item.wanted().price();
      String each = price.interval() == null ? "" : " / " + price.interval().words();
      rows.append(
          "<tr><td>%s<br><span class=\"soft\">%s%s</span></td><td class=\"sum\">%d</td><td class=\"sum\">%s</td></tr>"
              .formatted(
                  text(price.product().name()),
                  text(Money.words(price.unitAmount(), price.currency())),
                  text(each),
                  item.wanted().quantity(),
                  text(Money.words(item.amount(), price.currency()))));
    }
    return rows.toString();
  }

  private static String cards() {
    var cards = new StringBuilder();
    String checked = " checked";
    for (TestCard card : TestCard.offered()) {
      cards.append(
          "<label><input type=\"radio\" name=\"payment_method\" value=\"%s\"%s> %s <span class=\"soft\">•••• %s</span></label>"
              .formatted(text(card.token()), checked, text(card.title()), text(card.last4())));
      checked = "";
    }
    return cards.toString();
  }
}
