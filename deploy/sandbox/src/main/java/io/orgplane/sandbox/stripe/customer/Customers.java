package io.orgplane.sandbox.stripe.customer;

import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.event.Events;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The customers, and what changes about them. */
public final class Customers extends Collection<Customer> {
  private final Moment moment;
  private final Events events;

  public Customers(Moment moment, Events events) {
    super("customer");
    this.moment = moment;
    this.events = events;
  }

  /** What a new customer is made of are the parameters of the call that makes it. */
  public Customer create(Arguments args) {
    var customer = new Customer(args, moment.now());
    add(customer);
    events.happened("customer.created", customer.json());
    return customer;
  }

  public void changeDefaultPaymentMethod(Customer customer, @Nullable String method) {
    changing(customer, it -> it.defaultPaymentMethod(method));
  }

  /** A card that is gone is nobody's default. */
  public void forgetDefault(String method) {
    newestFirst(customer -> method.equals(customer.defaultPaymentMethod()))
        .forEach(customer -> changeDefaultPaymentMethod(customer, null));
  }

  public void changeBalance(Customer customer, long balance) {
    if (balance != customer.balance()) {
      changing(customer, it -> it.balance(balance));
    }
  }

  public void markDelinquent(Customer customer, boolean owes) {
    changing(customer, it -> it.delinquent(owes));
  }

  public String nextInvoiceNumber(Customer customer, String currency) {
    customer.billedIn(currency);
    return customer.nextInvoiceNumber();
  }

  void changing(Customer customer, Consumer<Customer> change) {
    JsonObject before = customer.json();
    change.accept(customer);
    events.updated("customer.updated", before, customer.json());
  }
}
