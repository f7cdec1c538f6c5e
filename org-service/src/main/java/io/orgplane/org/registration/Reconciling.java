package io.orgplane.org.registration;

import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.org.organization.Founder;
import io.orgplane.org.registration.KeycloakUsers.Registered;
import io.orgplane.org.registration.Progress.Turn;
import io.orgplane.org.signup.SigningUp;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Goes through everybody whom Keycloak knows, a page at a time, and signs up who has not called.
 * What it makes is what their first call would have made, by the same code, so it may come at the
 * same moment. Somebody who is overlooked because others were deleted while the pages were turned
 * is found by the next pass.
 */
@ApplicationScoped
class Reconciling {

  private static final Logger LOG = Logger.getLogger(Reconciling.class);
  private static final Actor ACTOR = Actor.system("signup-reconciliation");

  private final KeycloakUsers users;
  private final Progress progress;
  private final SigningUp signingUp;
  private final ReconciliationConfig config;
  private final ReconciliationMetrics metrics;

  Reconciling(
      @RestClient KeycloakUsers users,
      Progress progress,
      SigningUp signingUp,
      ReconciliationConfig config,
      ReconciliationMetrics metrics) {
    this.users = users;
    this.progress = progress;
    this.signingUp = signingUp;
    this.config = config;
    this.metrics = metrics;
  }

  @Scheduled(
      every = "${orgplane.reconciliation.every:5s}",
      delayed = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return config.enabled() ? progress.begin().chain(this::take) : Uni.createFrom().voidItem();
  }

  private Uni<Void> take(Optional<Turn> turn) {
    return turn.map(this::follow).orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> follow(Turn turn) {
    return users
        .list(turn.first(), config.page(), true, true)
        .call(page -> signUp(page))
        .chain(page -> goOn(turn.after(page.size()), page.size() == config.page()))
        .onFailure()
        .recoverWithUni(failure -> giveUp(turn, failure));
  }

  private Uni<Void> goOn(Turn turn, boolean more) {
    return more
        ? progress.reached(turn).chain(mine -> mine ? follow(turn) : Uni.createFrom().voidItem())
        : progress.complete(turn).replaceWithVoid();
  }

  private Uni<Void> giveUp(Turn turn, Throwable failure) {
    LOG.warnf("People who have registered cannot be read: %s", failure.getMessage());
    metrics.failed();
    return progress.letGo(turn).onFailure().recoverWithItem(false).replaceWithVoid();
  }

  private Uni<Void> signUp(List<Registered> page) {
    List<Founder> people =
        page.stream().filter(Registered::isPerson).map(each -> each.asFounder(ACTOR)).toList();
    return signingUp
        .missing(people)
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(this::signUp)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** One who cannot be signed up holds up nobody else. */
  private Uni<Void> signUp(Founder person) {
    return signingUp
        .ensure(person)
        .invoke(made -> metrics.signedUp())
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(failure -> overlook(person.id(), failure));
  }

  @SuppressWarnings("NullAway") // the item of a Uni<Void>
  private Void overlook(UserId person, Throwable failure) {
    LOG.warnf(failure, "%s has registered and cannot be signed up", person);
    metrics.failed();
    return null;
  }
}
