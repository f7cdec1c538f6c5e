package io.orgplane.sandbox.stripe.payment;

import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Endpoint;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Page;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.event.Events;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes money from test cards. */
public final class PaymentIntents extends Collection<PaymentIntent> {
  private final Moment moment;
  private final Events events;

  public PaymentIntents(Moment moment, Events events) {
    super("payment_intent");
    this.moment = moment;
    this.events = events;
  }

  public PaymentIntent open(String customer, long amount, String currency, String description) {
    var intent = new PaymentIntent(customer, amount, currency, description, moment.now());
    add(intent);
    events.happened("payment_intent.created", intent.json());
    return intent;
  }

  /** Without a card nothing is tried, and the intent goes on waiting for one. */
  public boolean charge(PaymentIntent intent, @Nullable PaymentMethod card) {
    if (card == null || intent.succeeded()) {
      return intent.succeeded();
    }
    intent.tryWith(card);
    events.happened(
        intent.succeeded() ? "payment_intent.succeeded" : "payment_intent.payment_failed",
        intent.json());
    return intent.succeeded();
  }

  /** Nobody will pay it any more. */
  public void cancel(PaymentIntent intent) {
    if (!intent.succeeded()) {
      intent.cancel(moment.now());
      events.happened("payment_intent.canceled", intent.json());
    }
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/payment_intents",
            "list<payment_intent>",
            Params.ofList(Param.string("customer"), Param.range("created")),
            call ->
                Page.of(
                    "/v1/payment_intents",
                    newestFirst(
                        intent ->
                            intent
                                .customer()
                                .equals(call.args().string("customer", intent.customer()))),
                    call.args())),
        Endpoint.get(
            "/v1/payment_intents/:id",
            "payment_intent",
            Params.of(),
            call -> get(call.id()).json()));
  }
}
