package io.orgplane.billing.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.SubscriptionSchedule;
import com.stripe.net.RequestOptions;
import com.stripe.param.SubscriptionScheduleCreateParams;
import com.stripe.param.SubscriptionScheduleReleaseParams;
import com.stripe.param.SubscriptionScheduleUpdateParams;
import com.stripe.param.SubscriptionScheduleUpdateParams.EndBehavior;
import com.stripe.param.SubscriptionScheduleUpdateParams.Phase;
import com.stripe.param.SubscriptionScheduleUpdateParams.ProrationBehavior;
import com.stripe.service.V1Services;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.payment.CallKey;
import io.orgplane.billing.payment.PlanPrice;
import io.orgplane.billing.payment.RenewalOrder;
import io.orgplane.billing.payment.RenewalTerms;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Other terms from the next period on, as a <a
 * href="https://docs.stripe.com/billing/subscriptions/subscription-schedules">subscription
 * schedule</a> of two phases: the current period as it is, then one under the new terms, behind
 * which the subscription goes on by itself. What the second phase stands for is in the schedule's
 * metadata, written by the same call.
 */
final class StripeRenewal {

  private static final String NEXT = "orgplane_next";

  private final V1Services stripe;
  private final PriceBook prices;
  private final RenewalOrder order;

  StripeRenewal(V1Services stripe, PriceBook prices, RenewalOrder order) {
    this.stripe = stripe;
    this.prices = prices;
    this.order = order;
  }

  /** Does nothing once the period is over: then it is too late for this order. */
  void settle(Subscription now, CallKey key) throws StripeException {
    SubscriptionItem item = now.getItems().getData().getFirst();
    boolean tooLate = item.getCurrentPeriodEnd() != order.periodEnd().getEpochSecond();
    if (tooLate || Objects.equals(ahead(now), order.terms())) {
      return;
    }
    PlanPrice price = order.price();
    if (order.terms() == null || price == null) {
      release(stripe, now, key);
      return;
    }
    SubscriptionSchedule schedule =
        now.getSchedule() == null ? attach(now, key) : now.getScheduleObject();
    stripe
        .subscriptionSchedules()
        .update(schedule.getId(), params(schedule, item, order.terms(), price, key), once(key));
  }

  /** A subscription that has a schedule is not changed beside it. */
  static void release(V1Services stripe, Subscription now, CallKey key) throws StripeException {
    if (now.getSchedule() != null) {
      stripe
          .subscriptionSchedules()
          .release(
              now.getSchedule(),
              SubscriptionScheduleReleaseParams.builder().build(),
              once(key.of("release:" + now.getSchedule())));
    }
  }

  /** The terms that a schedule still has ahead. */
  static @Nullable RenewalTerms ahead(Subscription subscription) {
    SubscriptionSchedule schedule = subscription.getScheduleObject();
    if (schedule == null || schedule.getCurrentPhase() == null || schedule.getPhases() == null) {
      return null;
    }
    List<SubscriptionSchedule.Phase> phases = schedule.getPhases();
    boolean passed = phases.getLast().getStartDate() <= schedule.getCurrentPhase().getStartDate();
    return passed ? null : terms(schedule.getMetadata());
  }

  private static @Nullable RenewalTerms terms(@Nullable Map<String, String> metadata) {
    String next = metadata == null ? null : metadata.get(NEXT);
    try {
      return next == null ? null : RenewalTerms.of(new JsonObject(next));
    } catch (DecodeException | IllegalArgumentException | NullPointerException notOurs) {
      return null;
    }
  }

  private SubscriptionSchedule attach(Subscription now, CallKey key) throws StripeException {
    return stripe
        .subscriptionSchedules()
        .create(
            SubscriptionScheduleCreateParams.builder().setFromSubscription(now.getId()).build(),
            once(key.of("attach")));
  }

  private SubscriptionScheduleUpdateParams params(
      SubscriptionSchedule schedule,
      SubscriptionItem item,
      RenewalTerms terms,
      PlanPrice price,
      CallKey key)
      throws StripeException {
    return SubscriptionScheduleUpdateParams.builder()
        .setEndBehavior(EndBehavior.RELEASE)
        .setProrationBehavior(ProrationBehavior.NONE)
        .addPhase(
            Phase.builder()
                .setStartDate(schedule.getCurrentPhase().getStartDate())
                .setEndDate(item.getCurrentPeriodEnd())
                .addItem(item(item.getPrice().getId(), item.getQuantity()))
                .setProrationBehavior(Phase.ProrationBehavior.NONE)
                .build())
        .addPhase(
            Phase.builder()
                .addItem(item(prices.idOf(stripe, price, key), terms.quantity()))
                .setDuration(onePeriod(terms.interval()))
                .setProrationBehavior(Phase.ProrationBehavior.NONE)
                .build())
        .putMetadata(NEXT, terms.json().encode())
        .build();
  }

  private static Phase.Item item(String price, long quantity) {
    return Phase.Item.builder().setPrice(price).setQuantity(quantity).build();
  }

  private static Phase.Duration onePeriod(Interval interval) {
    return Phase.Duration.builder()
        .setInterval(
            switch (interval) {
              case MONTH -> Phase.Duration.Interval.MONTH;
              case YEAR -> Phase.Duration.Interval.YEAR;
            })
        .setIntervalCount(1L)
        .build();
  }

  private static RequestOptions once(CallKey key) {
    return RequestOptions.builder().setIdempotencyKey(key.toString()).build();
  }
}
