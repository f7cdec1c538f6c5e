package io.orgplane.sandbox.stripe.payment;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Collection;
import io.orgplane.sandbox.stripe.api.Moment;
import io.orgplane.sandbox.stripe.event.Events;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cards. Naming a test card such as {@code pm_card_visa} makes a payment method of it, as
 * Stripe's test mode does.
 */
public final class PaymentMethods extends Collection<PaymentMethod> {
  private final Moment moment;
  private final Events events;
  private Consumer<PaymentMethod> whenDetached = method -> {};

  public PaymentMethods(Moment moment, Events events) {
    super("PaymentMethod");
    this.moment = moment;
    this.events = events;
  }

  @Override
  public Optional<PaymentMethod> find(String id) {
    Optional<PaymentMethod> fresh =
        TestCard.byToken(id).map(card -> new PaymentMethod(card, moment.now()));
    fresh.ifPresent(this::add);
    return fresh.isPresent() ? fresh : super.find(id);
  }

  public List<PaymentMethod> of(String customer) {
    return newestFirst(method -> customer.equals(method.customer()));
  }

  /** A card that refuses at once is not attached: Stripe checks it with the issuer. */
  public void attach(PaymentMethod method, String customer) {
    if (customer.equals(method.customer())) {
      return;
    }
    if (method.customer() != null) {
      throw ApiError.invalid(
          "The payment method is attached to another customer already.", "payment_method");
    }
    Decline decline = method.card().atOnce();
    if (decline != null) {
      throw decline.error();
    }
    method.attachTo(customer);
    events.happened("payment_method.attached", method.json());
  }

  /** Whoever had it as a default is told. */
  public void whenDetached(Consumer<PaymentMethod> listener) {
    whenDetached = listener;
  }

  void detach(PaymentMethod method) {
    if (method.customer() == null) {
      throw ApiError.invalid("The payment method is not attached to a customer.", "payment_method");
    }
    JsonObject before = method.json();
    method.attachTo(null);
    events.updated("payment_method.detached", before, method.json());
    whenDetached.accept(method);
  }

  /** A card of the customer's own, given as a parameter. */
  public PaymentMethod requireOf(String customer, String id, String param) {
    PaymentMethod method = require(id, param);
    if (!customer.equals(method.customer())) {
      throw ApiError.invalid(
          "The customer does not have a payment method with the ID " + id + ". Attach it first.",
          param);
    }
    return method;
  }

  public @Nullable PaymentMethod orNull(@Nullable String id) {
    return id == null ? null : super.find(id).orElse(null);
  }
}
