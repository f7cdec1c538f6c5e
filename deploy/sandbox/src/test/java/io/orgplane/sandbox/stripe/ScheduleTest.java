package io.orgplane.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.SubscriptionSchedule;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionScheduleCancelParams;
import com.stripe.param.SubscriptionScheduleCreateParams;
import com.stripe.param.SubscriptionScheduleListParams;
import com.stripe.param.SubscriptionScheduleUpdateParams;
import com.stripe.param.SubscriptionScheduleUpdateParams.EndBehavior;
import com.stripe.param.SubscriptionScheduleUpdateParams.Phase;
import com.stripe.param.SubscriptionUpdateParams;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Downgrades <a
 * href="https://docs.stripe.com/billing/subscriptions/subscription-schedules/use-cases#downgrading-subscriptions">as
 * Stripe recommends them</a>: a schedule from the subscription, then the phases.
 */
class ScheduleTest extends ShopTest {
  private static final String APRIL = "2026-04-01T00:00:00Z";

  @Test
  void a_schedule_begins_with_the_subscription_as_it_is() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Business", 3900), 5);

    SubscriptionSchedule schedule = scheduled(subscription);

    assertThat(schedule.getStatus()).isEqualTo("active");
    assertThat(schedule.getEndBehavior()).isEqualTo("release");
    assertThat(schedule.getSubscription()).isEqualTo(subscription.getId());
    assertThat(schedule.getPhases()).hasSize(1);
    assertThat(schedule.getCurrentPhase().getStartDate()).isEqualTo(second("2026-03-01T00:00:00Z"));
    assertThat(schedule.getCurrentPhase().getEndDate()).isEqualTo(second(APRIL));
    assertThat(now(subscription).getSchedule()).isEqualTo(schedule.getId());
    assertThatThrownBy(() -> scheduled(subscription))
        .hasMessageContaining("already attached to a schedule");
    shop.listener.await("subscription_schedule.created");
  }

  @Test
  void a_downgrade_comes_with_the_renewal_without_proration_and_lets_go_later() throws Exception {
    Price team = shop.monthly("Team", 2500);
    Subscription subscription = shop.subscribed(shop.monthly("Business", 3900), 5);
    SubscriptionSchedule schedule = downgrade(subscription, team, 3, EndBehavior.RELEASE);
    assertThat(item(subscription).getQuantity()).isEqualTo(5);
    assertThat(preview(subscription).getTotal()).isEqualTo(3 * 2500);

    shop.at(APRIL);

    assertThat(item(subscription).getPrice().getId()).isEqualTo(team.getId());
    assertThat(item(subscription).getQuantity()).isEqualTo(3);
    shop.at("2026-04-01T01:00:00Z");
    assertThat(latest(subscription).getStatus()).isEqualTo("paid");
    assertThat(latest(subscription).getTotal()).isEqualTo(3 * 2500);
    assertThat(latest(subscription).getLines().getData()).hasSize(1);

    shop.at("2026-05-01T01:00:00Z");
    SubscriptionSchedule over = now(schedule);
    assertThat(over.getStatus()).isEqualTo("released");
    assertThat(over.getReleasedSubscription()).isEqualTo(subscription.getId());
    assertThat(over.getSubscription()).isNull();
    assertThat(now(subscription).getSchedule()).isNull();
    assertThat(now(subscription).getStatus()).isEqualTo("active");
    assertThat(latest(subscription).getTotal()).isEqualTo(3 * 2500);
  }

  @Test
  void from_yearly_to_monthly_the_cycle_begins_anew_at_the_boundary() throws Exception {
    Price monthly = shop.monthly("Team", 2500);
    Subscription subscription = shop.subscribed(shop.price("Annual", 24000, Interval.YEAR), 2);
    downgrade(subscription, monthly, 2, EndBehavior.RELEASE);

    shop.at("2027-03-01T01:00:00Z");

    assertThat(latest(subscription).getTotal()).isEqualTo(2 * 2500);
    assertThat(item(subscription).getCurrentPeriodStart())
        .isEqualTo(second("2027-03-01T00:00:00Z"));
    assertThat(item(subscription).getCurrentPeriodEnd()).isEqualTo(second("2027-04-01T00:00:00Z"));
  }

  @Test
  void from_monthly_to_yearly_too() throws Exception {
    Price yearly = shop.price("Annual", 24000, Interval.YEAR);
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);
    downgrade(subscription, yearly, 1, EndBehavior.RELEASE);

    shop.at("2026-04-01T01:00:00Z");

    assertThat(latest(subscription).getTotal()).isEqualTo(24000);
    assertThat(item(subscription).getCurrentPeriodEnd()).isEqualTo(second("2027-04-01T00:00:00Z"));
  }

  @Test
  void a_released_schedule_changes_nothing_any_more() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Business", 3900), 5);
    SubscriptionSchedule schedule =
        downgrade(subscription, shop.monthly("Team", 2500), 3, EndBehavior.RELEASE);

    shop.stripe.subscriptionSchedules().release(schedule.getId());
    shop.at("2026-04-01T01:00:00Z");

    assertThat(latest(subscription).getTotal()).isEqualTo(5 * 3900);
    assertThat(now(subscription).getSchedule()).isNull();
    shop.listener.await("subscription_schedule.released");
    assertThatThrownBy(() -> shop.stripe.subscriptionSchedules().release(schedule.getId()))
        .hasMessageContaining("`released` status");
  }

  @Test
  void a_direct_change_is_one_of_the_current_phase_and_the_next_replaces_it() throws Exception {
    Price team = shop.monthly("Team", 2500);
    Subscription subscription = shop.subscribed(shop.monthly("Business", 3900), 5);
    SubscriptionSchedule schedule = downgrade(subscription, team, 3, EndBehavior.RELEASE);

    shop.stripe
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder()
                .addItem(
                    SubscriptionUpdateParams.Item.builder()
                        .setId(item(subscription).getId())
                        .setQuantity(7L)
                        .build())
                .build());

    assertThat(now(schedule).getPhases().getFirst().getItems().getFirst().getQuantity())
        .isEqualTo(7);
    shop.at(APRIL);
    assertThat(item(subscription).getQuantity()).isEqualTo(3);
  }

  @Test
  void the_end_of_a_scheduled_subscription_is_the_schedules_to_decide() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Business", 3900), 5);
    SubscriptionSchedule schedule =
        downgrade(subscription, shop.monthly("Team", 2500), 3, EndBehavior.CANCEL);

    assertThatThrownBy(
            () ->
                shop.stripe
                    .subscriptions()
                    .update(
                        subscription.getId(),
                        SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Please update the schedule instead.");
    assertThat(now(subscription).getCancelAt()).isEqualTo(second("2026-05-01T00:00:00Z"));

    shop.at("2026-05-01T00:00:00Z");

    assertThat(now(subscription).getStatus()).isEqualTo("canceled");
    assertThat(now(schedule).getStatus()).isEqualTo("completed");
    shop.listener.await("subscription_schedule.completed");
  }

  @Test
  void a_subscription_that_is_canceled_takes_its_schedule_along_and_the_other_way_round()
      throws Exception {
    Subscription one = shop.subscribed(shop.monthly("Business", 3900), 5);
    Subscription other = shop.subscribed(shop.monthly("Business", 3900), 5);
    SubscriptionSchedule ofOne = scheduled(one);
    SubscriptionSchedule ofOther = scheduled(other);

    shop.stripe.subscriptions().cancel(one.getId());
    shop.stripe
        .subscriptionSchedules()
        .cancel(
            ofOther.getId(),
            SubscriptionScheduleCancelParams.builder()
                .setProrate(false)
                .setInvoiceNow(false)
                .build());

    assertThat(now(ofOne).getStatus()).isEqualTo("canceled");
    assertThat(now(ofOther).getStatus()).isEqualTo("canceled");
    assertThat(now(other).getStatus()).isEqualTo("canceled");
  }

  @Test
  void the_current_phase_keeps_its_start_and_phases_follow_each_other() throws Exception {
    Price team = shop.monthly("Team", 2500);
    Subscription subscription = shop.subscribed(team, 1);
    SubscriptionSchedule schedule = scheduled(subscription);
    shop.at("2026-03-10T00:00:00Z");
    long start = second("2026-03-01T00:00:00Z");

    assertThatThrownBy(() -> update(schedule, phase(team, 1, start + 1, second(APRIL))))
        .hasMessageContaining("start date of the current phase");
    assertThatThrownBy(
            () ->
                update(
                    schedule,
                    phase(team, 1, start, second(APRIL)),
                    phase(team, 2, second(APRIL) + 1, second("2026-05-01T00:00:00Z"))))
        .hasMessageContaining("starts when the one before it ends");
    assertThatThrownBy(
            () -> update(schedule, phase(team, 1, start, second("2026-03-09T00:00:00Z"))))
        .hasMessageContaining("cannot end in the past");
    assertThatThrownBy(() -> update(schedule, phase(team, 1, start, start)))
        .hasMessageContaining("ends after it starts");
  }

  @Test
  void a_phase_that_begins_within_a_period_is_prorated_as_it_says() throws Exception {
    Price team = shop.monthly("Team", 3100);
    Subscription subscription = shop.subscribed(team, 1);
    SubscriptionSchedule schedule = scheduled(subscription);
    long middle = second("2026-03-11T00:00:00Z");
    update(
        schedule,
        phase(team, 1, second("2026-03-01T00:00:00Z"), middle),
        Phase.builder()
            .setStartDate(middle)
            .setEndDate(second(APRIL))
            .setProrationBehavior(Phase.ProrationBehavior.ALWAYS_INVOICE)
            .addItem(Phase.Item.builder().setPrice(team.getId()).setQuantity(2L).build())
            .build());

    shop.at("2026-03-11T00:00:00Z");

    assertThat(item(subscription).getQuantity()).isEqualTo(2);
    assertThat(latest(subscription).getTotal()).isEqualTo(2100);
  }

  @Test
  void schedules_are_listed_by_customer_and_expanded_from_the_subscription() throws Exception {
    Subscription subscription = shop.subscribed(shop.monthly("Team", 2500), 1);
    SubscriptionSchedule schedule = scheduled(subscription);
    scheduled(shop.subscribed(shop.monthly("Team", 2500), 1));

    assertThat(
            shop.stripe
                .subscriptionSchedules()
                .list(
                    SubscriptionScheduleListParams.builder()
                        .setCustomer(subscription.getCustomer())
                        .build())
                .getData())
        .extracting(SubscriptionSchedule::getId)
        .containsExactly(schedule.getId());
    Subscription expanded =
        shop.stripe
            .subscriptions()
            .retrieve(
                subscription.getId(),
                SubscriptionRetrieveParams.builder().addExpand("schedule").build());
    assertThat(expanded.getScheduleObject().getPhases()).hasSize(1);
  }

  private SubscriptionSchedule scheduled(Subscription subscription) throws StripeException {
    return shop.stripe
        .subscriptionSchedules()
        .create(
            SubscriptionScheduleCreateParams.builder()
                .setFromSubscription(subscription.getId())
                .build());
  }

  private SubscriptionSchedule downgrade(
      Subscription subscription, Price to, long quantity, EndBehavior end) throws StripeException {
    SubscriptionSchedule schedule = scheduled(subscription);
    var current = schedule.getPhases().getFirst();
    return shop.stripe
        .subscriptionSchedules()
        .update(
            schedule.getId(),
            SubscriptionScheduleUpdateParams.builder()
                .setEndBehavior(end)
                .setProrationBehavior(SubscriptionScheduleUpdateParams.ProrationBehavior.NONE)
                .addPhase(
                    Phase.builder()
                        .setStartDate(current.getStartDate())
                        .setEndDate(current.getEndDate())
                        .addItem(
                            Phase.Item.builder()
                                .setPrice(current.getItems().getFirst().getPrice())
                                .setQuantity(current.getItems().getFirst().getQuantity())
                                .build())
                        .build())
                .addPhase(
                    Phase.builder()
                        .setDuration(
                            Phase.Duration.builder()
                                .setInterval(Phase.Duration.Interval.MONTH)
                                .setIntervalCount(1L)
                                .build())
                        .setProrationBehavior(Phase.ProrationBehavior.NONE)
                        .addItem(
                            Phase.Item.builder().setPrice(to.getId()).setQuantity(quantity).build())
                        .build())
                .build());
  }

  private static Phase phase(Price price, long quantity, long from, long to) {
    return Phase.builder()
        .setStartDate(from)
        .setEndDate(to)
        .addItem(Phase.Item.builder().setPrice(price.getId()).setQuantity(quantity).build())
        .build();
  }

  private void update(SubscriptionSchedule schedule, Phase... phases) throws StripeException {
    shop.stripe
        .subscriptionSchedules()
        .update(
            schedule.getId(),
            SubscriptionScheduleUpdateParams.builder().addAllPhase(List.of(phases)).build());
  }

  private SubscriptionSchedule now(SubscriptionSchedule schedule) throws StripeException {
    return shop.stripe.subscriptionSchedules().retrieve(schedule.getId());
  }

  private Subscription now(Subscription subscription) throws StripeException {
    return shop.stripe.subscriptions().retrieve(subscription.getId());
  }

  private SubscriptionItem item(Subscription subscription) throws StripeException {
    return now(subscription).getItems().getData().getFirst();
  }

  private Invoice latest(Subscription subscription) throws StripeException {
    return shop.stripe.invoices().retrieve(now(subscription).getLatestInvoice());
  }

  private Invoice preview(Subscription subscription) throws StripeException {
    return shop.stripe
        .invoices()
        .createPreview(
            InvoiceCreatePreviewParams.builder().setSubscription(subscription.getId()).build());
  }

  private static long second(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }
}
