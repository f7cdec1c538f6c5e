package io.orgplane.membership.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.revocation.Acknowledging;
import io.orgplane.membership.revocation.Revocation;
import io.orgplane.membership.revocation.RevocationId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Signs removed people out, between two transactions: the removal writes down that it is to be
 * done, and the acknowledgement in the revocation's record that it is. Keycloak being away delays
 * the acknowledgement and nothing else, because access does not depend on sessions.
 */
@ApplicationScoped
public class EndSessions {

  private static final Logger LOG = Logger.getLogger(EndSessions.class);
  private static final int LARGEST_DOUBLING = 16;

  private final SignOuts signOuts;
  private final Sessions sessions;
  private final Acknowledging acknowledging;
  private final Transactions transactions;
  private final KeycloakConfig config;
  private final MeterRegistry metrics;
  private final AtomicBoolean working = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopped;

  EndSessions(
      SignOuts signOuts,
      Sessions sessions,
      Acknowledging acknowledging,
      Transactions transactions,
      KeycloakConfig config,
      MeterRegistry metrics) {
    this.signOuts = signOuts;
    this.sessions = sessions;
    this.acknowledging = acknowledging;
    this.transactions = transactions;
    this.config = config;
    this.metrics = metrics;
  }

  /** In the transaction of the removal. */
  public Uni<Void> begin(Tx tx, OrganizationId organization, RevocationId revocation, UserId user) {
    return signOuts.begin(tx, organization, revocation, user);
  }

  /** After the commit: soon, and apart from whoever calls. */
  public void wake() {
    woken.set(true);
    if (stopped || !working.compareAndSet(false, true)) {
      return;
    }
    woken.set(false);
    allDue()
        .onTermination()
        .invoke(() -> working.set(false))
        .subscribe()
        .with(
            done -> wakeAgain(),
            failure ->
                LOG.warnf("Removed people cannot be taken in hand: %s", failure.getMessage()));
  }

  /** What is in hand is due again after its lease, for whoever runs. */
  void onStop(@Observes ShutdownEvent stopping) {
    stopped = true;
  }

  @Scheduled(every = "${orgplane.keycloak.sweep:1s}", delayed = "1s")
  void sweep() {
    wake();
  }

  private void wakeAgain() {
    if (woken.get()) {
      wake();
    }
  }

  private Uni<Void> allDue() {
    return signOuts
        .claim()
        .call(this::each)
        .chain(batch -> batch.size() < config.batchSize() ? Uni.createFrom().voidItem() : allDue());
  }

  private Uni<Void> each(List<SignOut> batch) {
    return Multi.createFrom()
        .iterable(batch)
        .onItem()
        .transformToUni(this::signOut)
        .merge(config.batchSize())
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> signOut(SignOut signOut) {
    return whatBecameOf(signOut)
        .chain(detail -> acknowledge(signOut, detail))
        .invoke(() -> count("acknowledged"))
        .onFailure()
        .recoverWithUni(failure -> failed(signOut, failure));
  }

  /** In the words of the revocation's record. */
  private Uni<String> whatBecameOf(SignOut signOut) {
    if (signOut.heldElsewhere()) {
      return Uni.createFrom().item("sessions stay: another membership holds the person");
    }
    return sessions
        .endAll(signOut.user())
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .map(EndSessions::told);
  }

  private static String told(Sessions.Ended ended) {
    return switch (ended) {
      case ENDED -> "all sessions ended";
      case UNKNOWN_PERSON -> "no sessions: the account is gone";
    };
  }

  private Uni<Void> acknowledge(SignOut signOut, String detail) {
    return transactions.in(
        signOut.organization(),
        tx ->
            acknowledging
                .by(Revocation.KEYCLOAK, tx, signOut.organization(), signOut.revocation(), detail)
                .chain(() -> signOuts.end(tx, signOut)));
  }

  private Uni<Void> failed(SignOut signOut, Throwable failure) {
    LOG.warnf(
        "Revocation %s waits for Keycloak, attempt %d: %s",
        signOut.revocation(), signOut.attempts(), failure.getMessage());
    count("failed");
    return signOuts.delay(signOut, pause(signOut.attempts()));
  }

  private Duration pause(int attempts) {
    Duration doubled =
        config.backoff().multipliedBy(1L << Math.min(attempts - 1, LARGEST_DOUBLING));
    return doubled.compareTo(config.longestBackoff()) > 0 ? config.longestBackoff() : doubled;
  }

  private void count(String outcome) {
    metrics.counter("orgplane.keycloak.sign_outs", "outcome", outcome).increment();
  }
}
