package io.orgplane.membership.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.membership.session.SignOuts.Backlog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How many removed people wait for Keycloak, and for how long. */
@ApplicationScoped
class SignOutGauges {

  private final SignOuts signOuts;
  private volatile Backlog last = new Backlog(0, 0);

  SignOutGauges(SignOuts signOuts, MeterRegistry registry) {
    this.signOuts = signOuts;
    registry.gauge("orgplane.keycloak.backlog", this, gauges -> gauges.last.waiting());
    registry.gauge(
        "orgplane.keycloak.backlog.age.seconds", this, gauges -> gauges.last.ageSeconds());
  }

  @Scheduled(every = "5s", delayed = "2s")
  Uni<Void> measure() {
    return signOuts.backlog().invoke(backlog -> last = backlog).replaceWithVoid();
  }
}
