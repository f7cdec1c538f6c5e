package io.orgplane.billing.stripe;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Price;
import com.stripe.net.RequestOptions;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceCreateParams.Recurring;
import com.stripe.param.PriceListParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.service.V1Services;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.payment.CallKey;
import io.orgplane.billing.payment.PlanPrice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our prices at Stripe: one product a plan, one price an interval, found by their lookup key and
 * made when they are not there. What a price stands for is in its metadata.
 */
@ApplicationScoped
class PriceBook {

  private static final String CATALOGUE = "orgplane_catalogue";
  private static final String PLAN = "orgplane_plan";
  private static final String INTERVAL = "orgplane_interval";
  private static final int NOT_FOUND = 404;

  private final Map<String, String> ids = new ConcurrentHashMap<>();

  /** What a price stands for. */
  record Meaning(PlanKey plan, Interval interval) {}

  /** The id of the price. */
  String idOf(V1Services stripe, PlanPrice wanted, CallKey key) throws StripeException {
    String lookupKey = lookupKey(wanted);
    String known = ids.get(lookupKey);
    if (known != null) {
      return known;
    }
    String id = find(stripe, lookupKey).orElse(null);
    if (id == null) {
      id = create(stripe, wanted, lookupKey, key);
    }
    ids.put(lookupKey, id);
    return id;
  }

  /** Empty for a price that is not ours. */
  static Optional<Meaning> meaning(Price price) {
    Map<String, String> metadata = price.getMetadata();
    if (metadata == null || !metadata.containsKey(PLAN)) {
      return Optional.empty();
    }
    return Optional.of(
        new Meaning(
            new PlanKey(metadata.getOrDefault(CATALOGUE, ""), metadata.getOrDefault(PLAN, "")),
            Interval.named(metadata.getOrDefault(INTERVAL, ""))));
  }

  private static Optional<String> find(V1Services stripe, String lookupKey) throws StripeException {
    return stripe
        .prices()
        .list(PriceListParams.builder().addLookupKey(lookupKey).setActive(true).build())
        .getData()
        .stream()
        .map(Price::getId)
        .findFirst();
  }

  private static String create(V1Services stripe, PlanPrice wanted, String lookupKey, CallKey key)
      throws StripeException {
    String product = product(stripe, wanted.plan(), key);
    PriceCreateParams params =
        PriceCreateParams.builder()
            .setProduct(product)
            .setCurrency(wanted.currency())
            .setUnitAmount(wanted.unitAmount())
            .setLookupKey(lookupKey)
            .setRecurring(Recurring.builder().setInterval(interval(wanted.interval())).build())
            .putMetadata(CATALOGUE, wanted.plan().catalogueVersion())
            .putMetadata(PLAN, wanted.plan().plan())
            .putMetadata(INTERVAL, wanted.interval().toString())
            .build();
    return stripe.prices().create(params, keyed("price:" + lookupKey, key)).getId();
  }

  private static String product(V1Services stripe, PlanKey plan, CallKey key)
      throws StripeException {
    String id = "orgplane_" + plan.catalogueVersion() + "_" + plan.plan();
    try {
      return stripe.products().retrieve(id).getId();
    } catch (InvalidRequestException missing) {
      if (missing.getStatusCode() != NOT_FOUND) {
        throw missing;
      }
    }
    ProductCreateParams params =
        ProductCreateParams.builder()
            .setId(id)
            .setName(title(plan))
            .setUnitLabel("seat")
            .putMetadata(CATALOGUE, plan.catalogueVersion())
            .putMetadata(PLAN, plan.plan())
            .build();
    return stripe.products().create(params, keyed("product:" + id, key)).getId();
  }

  private static RequestOptions keyed(String what, CallKey round) {
    return RequestOptions.builder()
        .setIdempotencyKey(new CallKey(what, round.round()).toString())
        .build();
  }

  private static String lookupKey(PlanPrice wanted) {
    return "orgplane:%s:%s:%s"
        .formatted(wanted.plan().catalogueVersion(), wanted.plan().plan(), wanted.interval());
  }

  private static String title(PlanKey plan) {
    return Character.toUpperCase(plan.plan().charAt(0)) + plan.plan().substring(1);
  }

  private static Recurring.Interval interval(Interval interval) {
    return switch (interval) {
      case MONTH -> Recurring.Interval.MONTH;
      case YEAR -> Recurring.Interval.YEAR;
    };
  }
}
