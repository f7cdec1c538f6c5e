package io.orgplane.billing.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaymentNotice;
import io.orgplane.billing.subscription.FollowingHints;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.billing.subscription.SyncTickets;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a hint down once and says so to the provider; what it hints at is fetched behind the
 * commit. So the provider gets its answer quickly, and a crash loses nothing.
 */
@ApplicationScoped
class ReceivingHints {

  private static final String REMEMBER =
      """
      INSERT INTO webhook_events (id, organization_id, type, received_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING
      """;

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final SyncTickets tickets;
  private final FollowingHints following;
  private final Clock clock;
  private final MeterRegistry registry;

  ReceivingHints(
      Transactions transactions,
      Subscriptions subscriptions,
      SyncTickets tickets,
      FollowingHints following,
      Clock clock,
      MeterRegistry registry) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.tickets = tickets;
    this.following = following;
    this.clock = clock;
    this.registry = registry;
  }

  Uni<Void> receive(PaymentNotice notice) {
    return transactions
        .acrossOrganizations(tx -> owner(tx, notice.customer()).chain(it -> once(tx, notice, it)))
        .invoke(news -> heed(notice, news))
        .replaceWithVoid();
  }

  private Uni<Optional<OrganizationId>> owner(Tx tx, @Nullable CustomerId customer) {
    return customer == null
        ? Uni.createFrom().item(Optional.empty())
        : subscriptions.byCustomer(tx, customer);
  }

  /** Whether there is something to look at. A customer of somebody else is none of our business. */
  private Uni<Boolean> once(Tx tx, PaymentNotice notice, Optional<OrganizationId> owner) {
    return tx.execute(REMEMBER, notice.id(), owner.orElse(null), notice.type(), clock.instant())
        .chain(
            fresh ->
                fresh == 1 && owner.isPresent()
                    ? tickets.request(tx, owner.get()).replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private void heed(PaymentNotice notice, boolean news) {
    registry.counter("orgplane.webhooks.received", "news", String.valueOf(news)).increment();
    if (news) {
      measure(notice.createdAt());
      following.wake();
    }
  }

  /** From the change at the provider until it was heard of here; a clock may be a little ahead. */
  private void measure(@Nullable Instant createdAt) {
    if (createdAt != null) {
      Duration lag = Duration.between(createdAt, clock.instant());
      registry.timer("orgplane.webhooks.lag").record(lag.isNegative() ? Duration.ZERO : lag);
    }
  }
}
