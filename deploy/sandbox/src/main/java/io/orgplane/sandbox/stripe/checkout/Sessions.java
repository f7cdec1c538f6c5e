package io.orgplane.sandbox.stripe.checkout;

import io.orgplane.sandbox.stripe.api.Agenda;
import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.api.Params;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.customer.Customers;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.Selling;
import io.orgplane.sandbox.stripe.payment.Decline;
import io.orgplane.sandbox.stripe.payment.PaymentIntent;
import io.orgplane.sandbox.stripe.payment.PaymentIntents;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The open and past visits to the checkout, and how one ends. */
public final class Sessions extends Collection<Session> implements Agenda {
  private final Moment moment;
  private final Events events;
  private final Customers customers;
  private final PaymentMethods methods;
  private final BeginningSubscriptions beginning;
  private final PaymentIntents intents;
  private final Selling selling;

  public Sessions(
      Moment moment,
      Events events,
      Customers customers,
      PaymentMethods methods,
      BeginningSubscriptions beginning,
      PaymentIntents intents,
      Selling selling) {
    super("checkout.session");
    this.moment = moment;
    this.events = events;
    this.customers = customers;
    this.methods = methods;
    this.beginning = beginning;
    this.intents = intents;
    this.selling = selling;
  }

  /**
   * The person pays with this card. A decline leaves the session open for another try.
   *
   * @param paymentMethod null where nothing is due and no card was asked for
   */
  public Session complete(String id, @Nullable String paymentMethod) {
    Session session = get(id);
    if (!session.open()) {
      throw ApiError.invalid(
          "The checkout session is " + session.status().wireName() + ", not open.", null);
    }
    if (paymentMethod == null && session.needsCard()) {
      throw ApiError.missing("paymentMethod");
    }
    PaymentMethod card = paymentMethod == null ? null : accepted(session, paymentMethod);
    Customer known = session.customer();
    Customer customer = known == null ? newCustomer(session) : known;
    Sale sale = session.sale();
    if (card != null && (sale == null || sale.keepsCard())) {
      methods.attach(card, customer.id());
    }
    if (sale == null) {
      session.complete(customer, beginning.begin(customer, session.order(), card));
    } else {
      sell(session, sale, customer, Objects.requireNonNull(card));
    }
    events.happened("checkout.session.completed", session.json());
    return session;
  }

  private void sell(Session session, Sale sale, Customer customer, PaymentMethod card) {
    if (!sale.invoiced()) {
      String words = sale.description() == null ? "Checkout" : sale.description();
      PaymentIntent intent =
          intents.open(customer.id(), session.price(), session.currency(), words);
      intent.annotate(sale.metadata().json());
      intents.charge(intent, card);
      session.complete(customer, intent, null);
      return;
    }
    List<Selling.Good> goods =
        session.lineItems().stream()
            .map(item -> new Selling.Good(item.wanted().price(), item.wanted().quantity()))
            .toList();
    Invoice invoice = selling.sell(customer, goods, card);
    PaymentIntent intent = Objects.requireNonNull(invoice.intent(), "goods cost something");
    intent.annotate(sale.metadata().json());
    session.complete(customer, intent, invoice);
  }

  private PaymentMethod accepted(Session session, String paymentMethod) {
    PaymentMethod card = methods.require(paymentMethod, "paymentMethod");
    Decline decline =
        card.card().atOnce() != null ? card.card().atOnce() : declineOf(session, card);
    if (decline != null) {
      throw decline.error();
    }
    return card;
  }

  private static @Nullable Decline declineOf(Session session, PaymentMethod card) {
    return session.dueToday() > 0 ? card.card().onCharge() : null;
  }

  private Customer newCustomer(Session session) {
    String email = session.terms().customerEmail();
    Arguments args = email == null ? Params.none() : Params.given("email", email);
    return customers.create(args);
  }

  void expire(Session session) {
    if (!session.open()) {
      throw ApiError.invalid("Only an open checkout session can expire.", null);
    }
    session.expire();
    events.happened("checkout.session.expired", session.json());
  }

  long now() {
    return moment.now();
  }

  @Override
  public Stream<Due> upcoming() {
    return all().stream()
        .filter(Session::open)
        .map(session -> new Due(session.terms().expiresAt(), () -> expire(session)));
  }
}
