package io.orgplane.byok.vending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.byok.credential.Target;
import io.orgplane.kit.id.OrganizationId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Sessions between two requests, one per owner and of one generation of its configuration. A
 * thousand requests for a cold one make one call. It decides nothing: whether a session may be
 * vended is asked of the database each time.
 */
@ApplicationScoped
class KeptSessions {

  private final Cache<Owner, Flight> flights;
  private final VendingConfig config;
  private final Clock clock;
  private final Counter cached;
  private final Counter joined;
  private final Counter fetched;
  private final Counter refreshFailed;

  KeptSessions(VendingConfig config, BedrockConfig bedrock, MeterRegistry registry, Clock clock) {
    this.flights =
        Caffeine.newBuilder()
            .maximumSize(config.kept())
            .expireAfterWrite(bedrock.sessionLifetime())
            .build();
    this.config = config;
    this.clock = clock;
    this.cached = counter(registry, "cached");
    this.joined = counter(registry, "joined");
    this.fetched = counter(registry, "fetched");
    this.refreshFailed = counter(registry, "refresh-failed");
  }

  /** Whose session it is. */
  sealed interface Owner {

    /** An organization's own. */
    record Customer(OrganizationId organization) implements Owner {}

    /** The platform's, for that region and profile. */
    record Platform(Target target) implements Owner {}
  }

  /** What is vended, and whether anything was waited for in between. */
  record Kept(Vended vended, boolean waitedFor) {}

  /** The kept session of that generation, or a new one. */
  Uni<Kept> get(Owner owner, long generation, Supplier<Uni<Vended>> fetch) {
    Instant now = clock.instant();
    Flight known = flights.getIfPresent(owner);
    if (known == null || !known.serves(generation, now, config.leastLeft())) {
      return start(owner, generation, now, fetch);
    }
    if (known.isUnderWay()) {
      joined.increment();
      return Landing.of(known.session()).map(vended -> new Kept(vended, true));
    }
    cached.increment();
    if (known.claimsRefresh(now, config.refreshBefore(), config.refreshPause())) {
      refresh(owner, known, now, fetch);
    }
    return Uni.createFrom().item(new Kept(known.session().join(), false));
  }

  /** Forgets what is kept of an owner; what is under way comes for nobody. */
  void forget(Owner owner) {
    flights.invalidate(owner);
  }

  /**
   * Of those who find none at the same time one fetches. A fetch belongs to all who wait for it, so
   * nobody's hanging up ends it.
   */
  private Uni<Kept> start(Owner owner, long generation, Instant now, Supplier<Uni<Vended>> fetch) {
    Flight mine = Flight.startingFor(generation, now);
    Flight flight =
        flights
            .asMap()
            .compute(
                owner,
                (any, known) ->
                    known != null && known.serves(generation, now, config.leastLeft())
                        ? known
                        : mine);
    if (flight == mine) {
      fetched.increment();
      Uni.createFrom()
          .deferred(fetch::get)
          .subscribe()
          .with(mine.session()::complete, failure -> fail(owner, mine, failure));
    } else {
      joined.increment();
    }
    return Landing.of(flight.session()).map(vended -> new Kept(vended, true));
  }

  private void fail(Owner owner, Flight flight, Throwable failure) {
    flights.asMap().remove(owner, flight);
    flight.session().completeExceptionally(failure);
  }

  /** Only in the place of the very session that it renews: never in that of a newer generation. */
  private void refresh(Owner owner, Flight old, Instant now, Supplier<Uni<Vended>> fetch) {
    Flight next = Flight.startingFor(old.generation(), now);
    Uni.createFrom()
        .deferred(fetch::get)
        .subscribe()
        .with(
            vended -> {
              next.session().complete(vended);
              flights.asMap().replace(owner, old, next);
            },
            failure -> refreshFailed.increment());
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return registry.counter("orgplane.byok.vending.sessions", "outcome", outcome);
  }
}
