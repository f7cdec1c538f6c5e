package io.orgplane.byok.isolation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.isolation.IsolationProblem.TooManyTests;
import io.orgplane.kit.id.OrganizationId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The way to the organizations' accounts, each with a circuit breaker and a bulkhead of its own.
 */
@ApplicationScoped
public class Accounts {

  private final Cache<Account, Breaker> breakers;
  private final Cache<OrganizationId, Semaphore> tests;
  private final IsolationConfig config;
  private final MeterRegistry registry;
  private final Clock clock;

  /** New credentials begin with a clean record. */
  private record Account(OrganizationId organization, long generation) {}

  Accounts(IsolationConfig config, MeterRegistry registry, Clock clock) {
    this.breakers = Caffeine.newBuilder().maximumSize(config.remembered()).build();
    this.tests = Caffeine.newBuilder().maximumSize(config.remembered()).build();
    this.config = config;
    this.registry = registry;
    this.clock = clock;
  }

  /** Fails at once, with what it failed with last, while the account is left alone. */
  public <T> Uni<T> call(OrganizationId organization, long generation, Supplier<Uni<T>> call) {
    Breaker breaker =
        breakers.get(new Account(organization, generation), any -> new Breaker(config));
    return Uni.createFrom()
        .deferred(
            () ->
                breaker
                    .refusal(clock.instant())
                    .map(this::<T>leftAlone)
                    .orElseGet(() -> noted(breaker, call.get())));
  }

  /** A check has just shown that the account answers. */
  public void passed(OrganizationId organization, long generation) {
    breakers.invalidate(new Account(organization, generation));
  }

  /** One of a few at a time; more of them fail. */
  public <T> Uni<T> test(OrganizationId organization, Supplier<Uni<T>> test) {
    Semaphore places = tests.get(organization, any -> new Semaphore(config.tests()));
    return Uni.createFrom()
        .deferred(
            () ->
                places.tryAcquire()
                    ? test.get().onTermination().invoke(places::release)
                    : Uni.createFrom().failure(new TooManyTests()));
  }

  private <T> Uni<T> leftAlone(CloudFailure failure) {
    registry
        .counter("orgplane.byok.accounts.left-alone", "class", failure.failureClass().toString())
        .increment();
    return Uni.createFrom().failure(failure);
  }

  private <T> Uni<T> noted(Breaker breaker, Uni<T> call) {
    return call.invoke(answer -> breaker.passed())
        .onFailure(CloudFailure.class)
        .invoke(failure -> breaker.failed((CloudFailure) failure, clock.instant()));
  }
}
