package io.orgplane.kit.event;

import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Forgets claims that are older than anything that Kafka could still deliver. */
@ApplicationScoped
class InboxCleaning {

  private final Transactions transactions;
  private final Duration remember;

  InboxCleaning(Transactions transactions, EventsConfig config) {
    this.transactions = transactions;
    this.remember = config.inbox().remember();
  }

  @Scheduled(every = "1h", delayed = "10m")
  Uni<Void> forget() {
    return transactions
        .acrossOrganizations(
            tx ->
                tx.execute(
                    "DELETE FROM inbox WHERE applied_at < clock_timestamp() - $1::text::interval",
                    remember.toString()))
        .replaceWithVoid();
  }
}
