package io.orgplane.org.registration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What an operator sees of the reconciliation. */
@ApplicationScoped
class ReconciliationMetrics {

  private final Progress progress;
  private final Counter signedUp;
  private final Counter failures;
  private volatile double age = -1;

  ReconciliationMetrics(Progress progress, MeterRegistry registry) {
    this.progress = progress;
    this.signedUp =
        Counter.builder("orgplane.reconciliation.signed.up")
            .description("People who got their personal organization without having called")
            .register(registry);
    this.failures =
        Counter.builder("orgplane.reconciliation.failures")
            .description("Pages that could not be read, and people who could not be signed up")
            .register(registry);
    Gauge.builder("orgplane.reconciliation.age.seconds", this, metrics -> metrics.age)
        .description("Since everybody was last looked at; -1 before that has been once")
        .register(registry);
  }

  void signedUp() {
    signedUp.increment();
  }

  void failed() {
    failures.increment();
  }

  @Scheduled(every = "5s", delayed = "2s")
  Uni<Void> measure() {
    return progress.age().invoke(measured -> age = measured).replaceWithVoid();
  }
}
