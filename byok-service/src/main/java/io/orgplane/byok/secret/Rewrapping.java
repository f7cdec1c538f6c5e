package io.orgplane.byok.secret;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Wraps data keys anew that an older master key has wrapped, while everything goes on: what is read
 * in the meantime opens in its old form as in its new one. Each row says by itself whether it is
 * done, so a pass may end anywhere, and two replicas that meet at a row do it once.
 */
@ApplicationScoped
class Rewrapping {

  private static final Logger LOG = Logger.getLogger(Rewrapping.class);
  private static final int BATCH = 100;
  private static final int AT_A_TIME = 4;

  private final KeyWrapper masterKey;
  private final Envelope envelope;
  private final SealedSecrets secrets;
  private final Transactions transactions;
  private final Counter done;
  private final Counter failed;
  private final AtomicLong left;

  Rewrapping(
      KeyWrapper masterKey,
      Envelope envelope,
      SealedSecrets secrets,
      Transactions transactions,
      MeterRegistry registry) {
    this.masterKey = masterKey;
    this.envelope = envelope;
    this.secrets = secrets;
    this.transactions = transactions;
    this.done = registry.counter("orgplane.byok.rewrapped", "outcome", "done");
    this.failed = registry.counter("orgplane.byok.rewrapped", "outcome", "failed");
    this.left = registry.gauge("orgplane.byok.secrets.under-older-key", new AtomicLong());
  }

  /** While the master key is away nothing is done, and nothing is lost. */
  @Scheduled(
      every = "${orgplane.rewrap.every:1m}",
      delayed = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tick() {
    return pass()
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf(
                    "Data keys wait to be wrapped anew: %s", failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }

  /** Through all secrets once. */
  Uni<Void> pass() {
    return masterKey
        .newest()
        .chain(newest -> from(SecretRef.FIRST, newest).chain(() -> countLeft(newest)));
  }

  private Uni<Void> from(SecretRef last, String newest) {
    return transactions
        .acrossOrganizations(tx -> secrets.underOlderKey(tx, newest, last, BATCH))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : rewrapAll(found).chain(() -> from(found.getLast().ref(), newest)));
  }

  private Uni<Void> rewrapAll(List<SealedSecret> found) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUni(this::rewrap)
        .merge(AT_A_TIME)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** The master key is asked between two transactions. One that does not open is left as it is. */
  private Uni<Void> rewrap(SealedSecret old) {
    return envelope
        .rewrap(old)
        .chain(key -> transactions.in(old.ref().organization(), tx -> secrets.rewrap(tx, old, key)))
        .invoke(changed -> done.increment(changed ? 1 : 0))
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> noteFailure(old, failure))
        .onFailure()
        .recoverWithNull();
  }

  private void noteFailure(SealedSecret old, Throwable failure) {
    failed.increment();
    LOG.warnf(
        "The data key of secret %s of %s is not wrapped anew: %s",
        old.ref().id(), old.ref().organization(), failure.getClass().getSimpleName());
  }

  private Uni<Void> countLeft(String newest) {
    return transactions
        .acrossOrganizations(tx -> secrets.countUnderOlderKey(tx, newest))
        .invoke(left::set)
        .replaceWithVoid();
  }
}
