package io.orgplane.billing.operation;

import io.orgplane.billing.operation.OperationStore.Key;
import io.orgplane.billing.payment.PaymentFailure;
import io.orgplane.kit.event.Arrival;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Carries deeds at the payment provider through. An organization has at most one open at a time: a
 * second could be decided on what the first is about to change.
 */
@ApplicationScoped
public class Operations {

  private static final Logger LOG = Logger.getLogger(Operations.class);
  private static final int MOST_DOUBLINGS = 10;

  private final Transactions transactions;
  private final OperationStore store;
  private final Map<String, Performing> performing;
  private final OperationConfig config;

  Operations(
      Transactions transactions,
      OperationStore store,
      @All List<Performing> performing,
      OperationConfig config) {
    this.transactions = transactions;
    this.store = store;
    this.config = config;
    this.performing =
        performing.stream().collect(Collectors.toMap(Performing::kind, Function.identity()));
  }

  /**
   * Writes the intent down, in the transaction that decides it, under the lock of the subscription.
   * {@link #perform} it behind the commit.
   *
   * @throws Conflict as a failure, when another one is open
   */
  public Uni<UUID> begin(
      Tx tx, OrganizationId organization, String kind, JsonObject request, Actor actor) {
    Key key = new Key(organization, Ids.next());
    return requireIdle(tx, organization)
        .chain(() -> store.add(tx, key, kind, request, actor))
        .replaceWith(key.id());
  }

  /** The newest operation of these kinds, whatever came of it. */
  public Uni<Optional<Operation>> last(Tx tx, OrganizationId organization, String... kinds) {
    return store.last(tx, organization, kinds);
  }

  /** The newest operation of these kinds, unless it has been done. */
  public Uni<Optional<Operation>> unfulfilled(Tx tx, OrganizationId organization, String... kinds) {
    return store.unfulfilled(tx, organization, kinds);
  }

  /** The one that is under way. */
  public Uni<Optional<Operation>> open(Tx tx, OrganizationId organization) {
    return store.open(tx, organization);
  }

  public Uni<Boolean> isIdle(Tx tx, OrganizationId organization) {
    return store.hasOpen(tx, organization).map(open -> !open);
  }

  /**
   * For what is decided without asking the provider, and only on what is certain.
   *
   * @throws Conflict as a failure, when one is open
   */
  public Uni<Void> requireIdle(Tx tx, OrganizationId organization) {
    return store.hasOpen(tx, organization).invoke(Operations::refuseSecond).replaceWithVoid();
  }

  /**
   * Performs it, or waits for whoever does, and answers what it came to.
   *
   * @throws UpstreamUnavailable as a failure, when that is not known yet; it is carried through
   *     later, whoever asks
   */
  public Uni<JsonObject> perform(OrganizationId organization, UUID id) {
    Key key = new Key(organization, id);
    return transactions
        .in(organization, tx -> store.claim(tx, key, config.lease()))
        .chain(claimed -> claimed.map(this::attempt).orElseGet(() -> await(key)))
        .map(Ending::orThrow);
  }

  private Uni<Ending> attempt(Operation operation) {
    Performing performer = performing.get(operation.kind());
    if (performer == null) {
      return Uni.createFrom().failure(new IllegalStateException("nobody performs " + operation));
    }
    return Uni.createFrom()
        .deferred(() -> performer.perform(operation))
        .chain(done -> end(operation, done))
        .onFailure()
        .recoverWithUni(failure -> judge(operation, performer, failure));
  }

  private Uni<Ending> end(Operation operation, Performing.Done done) {
    Ending ending = new Ending.Done(done.answer());
    return transactions.in(
        operation.organization(),
        tx ->
            store
                .end(tx, operation, ending)
                .chain(ended -> ended ? done.effect().apply(tx) : Uni.createFrom().voidItem())
                .replaceWith(ending));
  }

  private Uni<Ending> judge(Operation operation, Performing performer, Throwable failure) {
    return switch (failure) {
      case PaymentFailure.Declined declined ->
          refuse(
              operation,
              performer,
              new Ending.Refused(true, declined.getMessage(), declined.payUrl()));
      case PaymentFailure.Rejected rejected -> {
        LOG.errorf(
            "%s of %s is refused: %s",
            operation.kind(), operation.organization(), rejected.getMessage());
        yield refuse(operation, performer, new Ending.Refused(false, rejected.getMessage(), null));
      }
      case PaymentFailure.Unknown unknown -> postpone(operation, unknown, unknown.wasAnswered());
      default -> postpone(operation, failure, false);
    };
  }

  private Uni<Ending> refuse(Operation operation, Performing performer, Ending.Refused refused) {
    return transactions
        .in(
            operation.organization(),
            tx ->
                store
                    .end(tx, operation, refused)
                    .chain(
                        ended ->
                            ended ? performer.refused(tx, operation) : Uni.createFrom().voidItem()))
        .replaceWith(refused);
  }

  private Uni<Ending> postpone(Operation operation, Throwable failure, boolean nextRound) {
    LOG.warnf(
        "%s of %s waits after attempt %d: %s",
        operation.kind(), operation.organization(), operation.attempts(), failure);
    return transactions
        .in(
            operation.organization(),
            tx -> store.postpone(tx, operation, nextRound, failure.toString(), pause(operation)))
        .chain(() -> Uni.createFrom().failure(unavailable()));
  }

  private Duration pause(Operation operation) {
    int doublings = Math.min(operation.attempts() - 1, MOST_DOUBLINGS);
    Duration pause = config.backoff().multipliedBy(1L << doublings);
    return pause.compareTo(config.longestPause()) < 0 ? pause : config.longestPause();
  }

  private Uni<Ending> await(Key key) {
    return Arrival.within(config.patience(), () -> ending(key))
        .map(found -> found.orElseThrow(Operations::unavailable));
  }

  private Uni<Optional<Ending>> ending(Key key) {
    return transactions.in(key.organization(), tx -> store.ending(tx, key));
  }

  private static void refuseSecond(boolean open) {
    if (open) {
      throw new Conflict("Another change of this subscription is under way. Try again shortly.");
    }
  }

  private static UpstreamUnavailable unavailable() {
    return new UpstreamUnavailable("The payment provider");
  }
}
