package io.orgplane.byok.vending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.kit.id.OrganizationId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Sessions between two requests, one per organization and of one version of its configuration. A
 * thousand requests for a cold one make one call. It decides nothing: whether a session may be
 * vended is asked of the database each time.
 */
@ApplicationScoped
class KeptSessions {

  private final Cache<OrganizationId, Flight> flights;
  private final VendingConfig config;
  private final MeterRegistry registry;
  private final Clock clock;

  KeptSessions(VendingConfig config, BedrockConfig bedrock, MeterRegistry registry, Clock clock) {
    this.flights =
        Caffeine.newBuilder()
            .maximumSize(config.kept())
            .expireAfterWrite(bedrock.sessionLifetime())
            .build();
    this.config = config;
    this.registry = registry;
    this.clock = clock;
  }

  /** What was vended, and whether anything was waited for in between. */
  record Kept(Lease lease, boolean waitedFor) {}

  /**
   * The kept session of that version, or a new one.
   *
   * @param owner {@link OrganizationId#NONE} for the platform's own
   */
  Uni<Kept> get(OrganizationId owner, long version, Supplier<Uni<Lease>> fetch) {
    Instant now = clock.instant();
    Flight mine = Flight.startingFor(version);
    Flight flight =
        flights
            .asMap()
            .compute(
                owner,
                (any, known) ->
                    known != null && known.serves(version, now, config.leastLeft()) ? known : mine);
    boolean waits = flight.isUnderWay();
    count(flight == mine ? "fetched" : waits ? "joined" : "cached");
    if (flight == mine) {
      start(owner, mine, fetch);
    } else if (flight.claimsRefresh(now, config.refreshBefore(), config.refreshPause())) {
      refresh(owner, flight, fetch);
    }
    return awaited(flight).map(lease -> new Kept(lease, waits));
  }

  /** Forgets what is kept of an organization; what is under way comes for nobody. */
  void forget(OrganizationId owner) {
    flights.invalidate(owner);
  }

  /** A fetch belongs to all who wait for it, so nobody's hanging up ends it. */
  private void start(OrganizationId owner, Flight flight, Supplier<Uni<Lease>> fetch) {
    Uni.createFrom()
        .deferred(fetch::get)
        .subscribe()
        .with(
            flight.lease()::complete,
            failure -> {
              flights.asMap().remove(owner, flight);
              flight.lease().completeExceptionally(failure);
            });
  }

  private void refresh(OrganizationId owner, Flight old, Supplier<Uni<Lease>> fetch) {
    Uni.createFrom()
        .deferred(fetch::get)
        .subscribe()
        .with(
            lease -> flights.asMap().replace(owner, old, Flight.landed(old.version(), lease)),
            failure -> count("refresh-failed"));
  }

  /** Each waiter goes on in its own context, whoever's context the fetch ran in. */
  private static Uni<Lease> awaited(Flight flight) {
    Context context = Vertx.currentContext();
    Uni<Lease> landing =
        Uni.createFrom()
            .emitter(
                emitter ->
                    flight
                        .lease()
                        .whenComplete(
                            (lease, failure) -> {
                              if (failure == null) {
                                emitter.complete(lease);
                              } else {
                                emitter.fail(failure);
                              }
                            }));
    return context == null
        ? landing
        : landing.emitOn(command -> context.runOnContext(resumed -> command.run()));
  }

  private void count(String outcome) {
    registry.counter("orgplane.byok.vending.sessions", "outcome", outcome).increment();
  }
}
