package io.orgplane.billing.webhook;

import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Forgets hints that cannot be repeated any more: Stripe gives up after three days. */
@ApplicationScoped
class ForgettingHints {

  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final Transactions transactions;
  private final Clock clock;

  ForgettingHints(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "1m")
  Uni<Void> forget() {
    return transactions
        .acrossOrganizations(
            tx ->
                tx.execute(
                    "DELETE FROM webhook_events WHERE received_at < $1",
                    clock.instant().minus(REMEMBERED)))
        .replaceWithVoid();
  }
}
