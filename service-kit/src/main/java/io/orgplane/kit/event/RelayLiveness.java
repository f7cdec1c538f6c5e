package io.orgplane.kit.event;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** A relay whose thread has died will not come back by itself: the process is to be restarted. */
@Liveness
@ApplicationScoped
class RelayLiveness implements HealthCheck {

  private final OutboxRelay relay;

  RelayLiveness(OutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("outbox relay runs").status(relay.isAlive()).build();
  }
}
