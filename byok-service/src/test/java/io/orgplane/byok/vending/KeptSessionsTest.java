package io.orgplane.byok.vending;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.byok.vending.KeptSessions.Owner;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.testing.InParallel;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptSessionsTest {

  private static final int ROUNDS = 500;
  private static final int AT_ONCE = 8;
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private record Settings(
      Duration refreshBefore,
      Duration leastLeft,
      Duration refreshPause,
      int readsAtATime,
      long kept,
      Duration patience)
      implements VendingConfig {}

  private record Bedrock(
      List<String> requiredModels,
      List<String> regions,
      Duration sessionLifetime,
      Platform platform)
      implements BedrockConfig {}

  private record OurAccount(Optional<String> roleArn, String region, String inferenceProfile)
      implements BedrockConfig.Platform {}

  private final KeptSessions kept =
      new KeptSessions(
          new Settings(
              Duration.ofMinutes(5),
              Duration.ofMinutes(1),
              Duration.ofSeconds(10),
              2,
              10_000,
              Duration.ofSeconds(2)),
          new Bedrock(
              List.of(), List.of(), LIFETIME, new OurAccount(Optional.empty(), "us-east-1", "us")),
          new SimpleMeterRegistry(),
          Clock.fixed(NOW, ZoneOffset.UTC));

  /** Whoever comes later joins what is under way; these come before anything is. */
  @Test
  void of_those_who_find_no_session_in_the_same_instant_one_fetches() {
    for (int round = 0; round < ROUNDS; round++) {
      Owner owner = new Owner.Customer(OrganizationId.next());
      CompletableFuture<Vended> session = new CompletableFuture<>();
      AtomicInteger fetched = new AtomicInteger();
      List<CompletableFuture<Vended>> answers =
          InParallel.times(AT_ONCE, index -> ask(owner, session, fetched)).succeeded();

      Vended vended = FlightTest.vended(NOW.plus(LIFETIME), LIFETIME);
      session.complete(vended);

      assertThat(fetched).as("round %d", round).hasValue(1);
      assertThat(answers)
          .hasSize(AT_ONCE)
          .allSatisfy(each -> assertThat(each.join()).isSameAs(vended));
    }
  }

  private CompletableFuture<Vended> ask(
      Owner owner, CompletableFuture<Vended> session, AtomicInteger fetched) {
    return kept.get(
            owner,
            1,
            () -> {
              fetched.incrementAndGet();
              return Uni.createFrom().completionStage(session);
            })
        .map(KeptSessions.Kept::vended)
        .subscribeAsCompletionStage();
  }
}
