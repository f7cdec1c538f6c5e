package io.orgplane.byok.vending;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.byok.vending.StandingRows.Asked;
import io.orgplane.byok.vending.StandingRows.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Reads standings strictly and cheaply: every request is answered by a read that began after it
 * came, and all that came while the reads before were under way share the next one. The busier it
 * is, the more share one, so that the database sees a few reads at a time whatever the rate.
 */
@ApplicationScoped
class CombinedReads {

  private final KnownStandings standings;
  private final VendingConfig config;
  private final Context own;
  private final DistributionSummary sizes;

  private Map<Asked, CompletableFuture<Standing>> waiting = new LinkedHashMap<>();
  private int underWay;

  CombinedReads(
      KnownStandings standings, VendingConfig config, Vertx vertx, MeterRegistry registry) {
    this.standings = standings;
    this.config = config;
    this.own = vertx.getOrCreateContext();
    this.sizes = registry.summary("orgplane.byok.vending.reads");
  }

  Uni<Standing> of(Asked asked) {
    return Landing.of(join(asked));
  }

  private synchronized CompletableFuture<Standing> join(Asked asked) {
    CompletableFuture<Standing> standing =
        waiting.computeIfAbsent(asked, first -> new CompletableFuture<>());
    startIfPossible();
    return standing;
  }

  private synchronized void ended() {
    underWay--;
    startIfPossible();
  }

  /**
   * The caller holds the lock. A read belongs to nobody's request, so it has a context of its own.
   */
  private void startIfPossible() {
    if (underWay >= config.readsAtATime() || waiting.isEmpty()) {
      return;
    }
    underWay++;
    Map<Asked, CompletableFuture<Standing>> batch = takeBatch();
    own.runOnContext(resumed -> read(batch));
  }

  private Map<Asked, CompletableFuture<Standing>> takeBatch() {
    Map<Asked, CompletableFuture<Standing>> all = waiting;
    waiting = new LinkedHashMap<>();
    return all;
  }

  private void read(Map<Asked, CompletableFuture<Standing>> batch) {
    sizes.record(batch.size());
    Uni.createFrom()
        .deferred(() -> standings.of(batch.keySet()))
        .onTermination()
        .invoke(this::ended)
        .subscribe()
        .with(
            found -> complete(batch, found),
            failure -> batch.values().forEach(each -> each.completeExceptionally(failure)));
  }

  private static void complete(
      Map<Asked, CompletableFuture<Standing>> batch, Map<Asked, Standing> found) {
    batch.forEach((asked, each) -> each.complete(Objects.requireNonNull(found.get(asked))));
  }
}
