package io.orgplane.billing.renewal;

import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * What the provider has refused is not asked for again at once: it would come to the same. Called
 * last in the transaction that ends the operation, so that nobody sees the one without the other.
 */
@ApplicationScoped
class PuttingOff {

  private final Subscriptions subscriptions;
  private final RenewalConfig config;
  private final Clock clock;

  PuttingOff(Subscriptions subscriptions, RenewalConfig config, Clock clock) {
    this.subscriptions = subscriptions;
    this.config = config;
    this.clock = clock;
  }

  Uni<Void> after(Tx tx, Operation refused) {
    return subscriptions.recheckAt(
        tx, refused.organization(), clock.instant().plus(config.pauseAfterRefusal()));
  }
}
