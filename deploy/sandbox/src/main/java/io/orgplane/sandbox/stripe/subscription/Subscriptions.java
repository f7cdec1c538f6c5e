package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.orgplane.sandbox.stripe.event.Events;
import io.orgplane.sandbox.stripe.invoice.Invoice;
import io.orgplane.sandbox.stripe.invoice.InvoiceLine;
import io.orgplane.sandbox.stripe.payment.PaymentMethod;
import io.orgplane.sandbox.stripe.payment.PaymentMethods;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions; every change of one goes through {@link #changing}, which tells of it once.
 */
public final class Subscriptions extends Collection<Subscription> {
  private final Events events;
  private final PaymentMethods methods;
  private final Set<Subscription> changing = new HashSet<>();

  public Subscriptions(Events events, PaymentMethods methods) {
    super("subscription");
    this.events = events;
    this.methods = methods;
  }

  public List<Subscription> of(String customer) {
    return newestFirst(subscription -> subscription.customer().id().equals(customer));
  }

  /** Those that have not ended. */
  public List<Subscription> current(String customer) {
    return newestFirst(
        subscription -> subscription.customer().id().equals(customer) && !subscription.ended());
  }

  /** The portal's card is for everything the customer pays. */
  public void payWith(Subscription subscription, @Nullable String method) {
    changing(subscription, () -> subscription.defaultPaymentMethod = method);
  }

  /** A card that is gone pays for nothing. */
  public void forgetCard(String method) {
    newestFirst(it -> !it.ended() && method.equals(it.defaultPaymentMethod))
        .forEach(it -> payWith(it, null));
  }

  /** What happens inside another change is told with it. */
  void changing(Subscription subscription, Runnable change) {
    if (!changing.add(subscription)) {
      change.run();
      return;
    }
    JsonObject before = subscription.json();
    try {
      change.run();
    } finally {
      changing.remove(subscription);
    }
    events.updated("customer.subscription.updated", before, subscription.json());
    if (subscription.schedule != null) {
      subscription.schedule.changed(subscription);
    }
  }

  void announceTrialEnd(Subscription subscription) {
    subscription.trialEndAnnounced = true;
    events.happened("customer.subscription.trial_will_end", subscription.json());
  }

  SubscriptionItem item(String id) {
    return all().stream()
        .flatMap(subscription -> subscription.items().stream())
        .filter(item -> item.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiError.notFound("subscription_item", id));
  }

  @Nullable PaymentMethod card(Subscription subscription) {
    String chosen = subscription.defaultPaymentMethod;
    return methods.orNull(chosen != null ? chosen : subscription.customer().defaultPaymentMethod());
  }

  @Nullable PaymentMethod card(Customer customer) {
    return methods.orNull(customer.defaultPaymentMethod());
  }

  @Nullable PaymentMethod card(String id) {
    return methods.orNull(id);
  }

  static Invoice.Terms terms(
      Subscription subscription, String reason, Period period, @Nullable Long prorationDate) {
    return new Invoice.Terms(
        subscription.id(),
        subscription.metadata.json(),
        reason,
        subscription.currency(),
        period.start(),
        period.end(),
        prorationDate);
  }

  static List<InvoiceLine> together(List<InvoiceLine> some, List<InvoiceLine> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
