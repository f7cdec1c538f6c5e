package io.orgplane.billing.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerSearchParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import com.stripe.service.V1Services;
import io.orgplane.billing.payment.Account;
import io.orgplane.billing.payment.CallKey;
import io.orgplane.billing.payment.CheckoutOrder;
import io.orgplane.billing.payment.CheckoutPage;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.NewCustomer;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.PaymentFailure;
import io.orgplane.billing.payment.PaymentNotice;
import io.orgplane.billing.payment.PaymentProblem.ForgedNotice;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.payment.Quote;
import io.orgplane.billing.payment.RenewalOrder;
import io.orgplane.billing.payment.SubscriptionChange;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stripe. */
@ApplicationScoped
class StripePayments implements PaymentProvider {

  private static final String ORGANIZATION = "organization";
  private static final String CARD_OF_SUBSCRIPTION = "data.default_payment_method";
  private static final String CARD_OF_CUSTOMER =
      "data.customer.invoice_settings.default_payment_method";
  private static final String SCHEDULE_OF_SUBSCRIPTION = "data.schedule";
  private static final long MANY = 100;

  private final StripeCalls calls;
  private final PriceBook prices;
  private final StripeConfig config;
  private final Clock clock;

  StripePayments(StripeCalls calls, PriceBook prices, StripeConfig config, Clock clock) {
    this.calls = calls;
    this.prices = prices;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Uni<CustomerId> customer(NewCustomer wanted, CallKey key) {
    return calls.call("customer", stripe -> new CustomerId(find(stripe, wanted, key).getId()));
  }

  @Override
  public Uni<CheckoutPage> openCheckout(CheckoutOrder order, CallKey key) {
    return calls.call("checkout", stripe -> new StripeCheckout(stripe, order).open(prices, key));
  }

  @Override
  public Uni<URI> openPortal(CustomerId customer, URI returnUrl) {
    SessionCreateParams params =
        SessionCreateParams.builder()
            .setCustomer(customer.value())
            .setReturnUrl(returnUrl.toString())
            .build();
    return calls.call(
        "portal", stripe -> URI.create(stripe.billingPortal().sessions().create(params).getUrl()));
  }

  @Override
  public Uni<Account> account(CustomerId customer) {
    return calls.call("account", stripe -> account(stripe, customer.value()));
  }

  @Override
  public Uni<PaidSubscription> subscription(PaidSubscriptionId id) {
    return calls.call("subscription", stripe -> ours(retrieve(stripe, id)));
  }

  @Override
  public Uni<PaidSubscription> change(SubscriptionChange wanted, CallKey key) {
    return calls.call("change", stripe -> ours(new StripeChange(stripe, prices, wanted).make(key)));
  }

  @Override
  public Uni<PaidSubscription> renewAs(RenewalOrder order, CallKey key) {
    return calls.call("renew-as", stripe -> ours(renewAs(stripe, order, key)));
  }

  private Subscription renewAs(V1Services stripe, RenewalOrder order, CallKey key)
      throws StripeException {
    new StripeRenewal(stripe, prices, order).settle(retrieve(stripe, order.subscription()), key);
    return retrieve(stripe, order.subscription());
  }

  @Override
  public Uni<PaidSubscription> cancelAtPeriodEnd(
      PaidSubscriptionId id, boolean cancel, CallKey key) {
    return calls.call("cancel", stripe -> ours(cancelAtPeriodEnd(stripe, id, cancel, key)));
  }

  private static Subscription cancelAtPeriodEnd(
      V1Services stripe, PaidSubscriptionId id, boolean cancel, CallKey key)
      throws StripeException {
    Subscription now = retrieve(stripe, id);
    if (Boolean.valueOf(cancel).equals(now.getCancelAtPeriodEnd())) {
      return now;
    }
    StripeRenewal.release(stripe, now, key);
    SubscriptionUpdateParams params =
        SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(cancel).build();
    RequestOptions once = RequestOptions.builder().setIdempotencyKey(key.toString()).build();
    return stripe.subscriptions().update(id.value(), params, once);
  }

  @Override
  public Uni<Void> close(CustomerId customer, CallKey key) {
    return calls
        .call("close", stripe -> new StripeClosing(stripe, customer).end(key))
        .replaceWithVoid();
  }

  private static Subscription retrieve(V1Services stripe, PaidSubscriptionId id)
      throws StripeException {
    return stripe
        .subscriptions()
        .retrieve(id.value(), SubscriptionRetrieveParams.builder().addExpand("schedule").build());
  }

  @Override
  public Uni<Quote> quote(SubscriptionChange wanted) {
    return calls.call("quote", stripe -> new StripeChange(stripe, prices, wanted).quote());
  }

  /**
   * Verifies as <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe demands</a>,
   * before anything is parsed.
   */
  @Override
  public PaymentNotice read(String payload, String signature) {
    try {
      Webhook.Signature.verifyHeader(
          payload, signature, config.webhookSecret(), config.webhookTolerance().toSeconds(), clock);
      return notice(new JsonObject(payload));
    } catch (SignatureVerificationException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | DecodeException
        | ClassCastException malformed) {
      throw new ForgedNotice();
    }
  }

  private static Customer find(V1Services stripe, NewCustomer wanted, CallKey key)
      throws StripeException {
    String organization = wanted.organization().toString();
    String query = "metadata['%s']:'%s'".formatted(ORGANIZATION, organization);
    Optional<Customer> known =
        stripe
            .customers()
            .search(CustomerSearchParams.builder().setQuery(query).build())
            .getData()
            .stream()
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    CustomerCreateParams.Builder params =
        CustomerCreateParams.builder()
            .setName(wanted.name())
            .putMetadata(ORGANIZATION, organization);
    if (!wanted.email().isEmpty()) {
      params.setEmail(wanted.email());
    }
    RequestOptions once = RequestOptions.builder().setIdempotencyKey(key.toString()).build();
    return stripe.customers().create(params.build(), once);
  }

  private static Account account(V1Services stripe, String customer) throws StripeException {
    SubscriptionListParams subscriptions =
        SubscriptionListParams.builder()
            .setCustomer(customer)
            .setStatus(SubscriptionListParams.Status.ALL)
            .setLimit(MANY)
            .addExpand(CARD_OF_SUBSCRIPTION)
            .addExpand(CARD_OF_CUSTOMER)
            .addExpand(SCHEDULE_OF_SUBSCRIPTION)
            .build();
    InvoiceListParams invoices =
        InvoiceListParams.builder().setCustomer(customer).setLimit(MANY).build();
    return new Account(
        stripe.subscriptions().list(subscriptions).getData().stream()
            .flatMap(each -> FromStripe.subscription(each).stream())
            .toList(),
        stripe.invoices().list(invoices).getData().stream().map(FromStripe::invoice).toList());
  }

  private static PaidSubscription ours(Subscription subscription) {
    return FromStripe.subscription(subscription)
        .orElseThrow(
            () -> new PaymentFailure.Rejected(subscription.getId() + " is not for a plan"));
  }

  private static PaymentNotice notice(JsonObject event) {
    if (!(event.getValue("id") instanceof String id)
        || !(event.getValue("type") instanceof String type)) {
      throw new IllegalArgumentException("not an event");
    }
    JsonObject data = event.getJsonObject("data", new JsonObject());
    Long created = event.getLong("created");
    return new PaymentNotice(
        id,
        type,
        customer(data.getJsonObject("object", new JsonObject())),
        created == null ? null : Instant.ofEpochSecond(created));
  }

  private static @Nullable CustomerId customer(JsonObject about) {
    String customer =
        "customer".equals(about.getString("object"))
            ? about.getString("id")
            : about.getValue("customer") instanceof String named ? named : null;
    return customer == null ? null : new CustomerId(customer);
  }
}
