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
import io.orgplane.sandbox.stripe.payment.Decline;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.orgplane.sandbox.stripe.subscription.BeginningSubscriptions;
import io.orgplane.sandbox.stripe.subscription.Subscription;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The open and past visits to the checkout, and how one ends. */
public final class Sessions extends Collection<Session> implements Agenda {
  private final Moment moment;
  private final Events events;
  private final Customers customers;
  private final PaymentMethods methods;
  private final BeginningSubscriptions beginning;

  public Sessions(
      Moment moment,
      Events events,
      Customers customers,
      PaymentMethods methods,
      BeginningSubscriptions beginning) {
    super("checkout.session");
    this.moment = moment;
    this.events = events;
    this.customers = customers;
    this.methods = methods;
    this.beginning = beginning;
  }

  /** The person pays with this card. A decline leaves the session open for another try. */
  public Session complete(String id, String paymentMethod) {
    Session session = get(id);
    if (!session.open()) {
      throw ApiError.invalid(
          "The checkout session is " + session.status().wireName() + ", not open.", null);
    }
    PaymentMethod card = methods.require(paymentMethod, "paymentMethod");
    Decline decline =
        card.card().atOnce() != null ? card.card().atOnce() : declineOf(session, card);
    if (decline != null) {
      throw decline.error();
    }
    Customer known = session.customer();
    Customer customer = known == null ? newCustomer(session) : known;
    methods.attach(card, customer.id());
    Subscription subscription = beginning.begin(customer, session.order(), card);
    session.complete(customer, subscription);
    events.happened("checkout.session.completed", session.json());
    return session;
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
