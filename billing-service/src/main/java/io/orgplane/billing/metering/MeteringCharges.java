package io.orgplane.billing.metering;

import io.orgplane.billing.metering.ChargesDue.Charge;
import io.orgplane.billing.operation.Operations;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Begins the charge of what is owed. From then on it is an operation as any other: one that was
 * left in between is taken up, and one that was refused is begun again another day.
 */
@ApplicationScoped
class MeteringCharges {

  private static final Actor ACTOR = Actor.system("metering");
  private static final Logger LOG = Logger.getLogger(MeteringCharges.class);
  private static final int AT_ONCE = 100;
  private static final Duration LATER = Duration.ofMinutes(5);
  private static final Duration AGAIN_AFTER = Duration.ofDays(1);

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final Operations operations;
  private final ChargesDue charges;
  private final Clock clock;

  MeteringCharges(
      Transactions transactions,
      Subscriptions subscriptions,
      Operations operations,
      ChargesDue charges,
      Clock clock) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.operations = operations;
    this.charges = charges;
    this.clock = clock;
  }

  @Scheduled(every = "5s", delayed = "4s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return transactions
        .acrossOrganizations(tx -> charges.due(tx, clock.instant(), AT_ONCE))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(this::charge)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> charge(Charge charge) {
    return transactions
        .in(charge.organization(), tx -> begin(tx, charge))
        .chain(begun -> begun.map(id -> perform(charge, id)).orElseGet(MeteringCharges::later))
        .onFailure()
        .recoverWithUni(failure -> setAside(charge, failure));
  }

  /** Those behind it must not wait for one that cannot be begun. */
  private Uni<Void> setAside(Charge charge, Throwable failure) {
    LOG.warnf("%s waits: %s", charge, failure.getMessage());
    return transactions
        .in(charge.organization(), tx -> charges.setAside(tx, charge, clock.instant().plus(LATER)))
        .onFailure()
        .recoverWithNull();
  }

  /** Not while something else of this subscription is under way; the next sweep looks again. */
  private Uni<Optional<UUID>> begin(Tx tx, Charge charge) {
    return subscriptions
        .lock(tx, charge.organization())
        .chain(() -> operations.isIdle(tx, charge.organization()))
        .chain(
            idle ->
                idle
                    ? note(tx, charge).map(Optional::of)
                    : Uni.createFrom().item(Optional.empty()));
  }

  private Uni<UUID> note(Tx tx, Charge charge) {
    JsonObject request = new JsonObject().put(ChargingMetered.CHARGE, charge.id().toString());
    return operations
        .begin(tx, charge.organization(), ChargingMetered.KIND, request, ACTOR)
        .call(id -> charges.postpone(tx, charge, id, clock.instant().plus(AGAIN_AFTER)));
  }

  private Uni<Void> perform(Charge charge, UUID operation) {
    return operations.perform(charge.organization(), operation).replaceWithVoid();
  }

  private static Uni<Void> later() {
    return Uni.createFrom().voidItem();
  }
}
