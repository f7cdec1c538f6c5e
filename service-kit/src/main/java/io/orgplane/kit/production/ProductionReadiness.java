package io.orgplane.kit.production;

import io.orgplane.kit.production.UnsafeSettings.UnsafeSetting;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * In production a service with a setting that is fit for a developer's machine only never becomes
 * ready, and says which setting it is. It stays up, so that the reason can be read from its health
 * as well as from its log.
 */
@Readiness
@ApplicationScoped
class ProductionReadiness implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(ProductionReadiness.class);
  private static final String NAME = "settings are fit for production";

  private final List<UnsafeSetting> offences;

  ProductionReadiness(EnvironmentConfig environment, @All List<UnsafeSettings> rules) {
    this.offences =
        environment.isProduction()
            ? rules.stream().flatMap(rule -> rule.find().stream()).toList()
            : List.of();
  }

  void onStart(@Observes StartupEvent started) {
    if (!offences.isEmpty()) {
      LOG.errorf(
          "This service will not become ready: %s",
          offences.stream()
              .map(offence -> offence.property() + ": " + offence.remedy())
              .collect(Collectors.joining("; ")));
    }
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named(NAME).status(offences.isEmpty());
    offences.forEach(offence -> response.withData(offence.property(), offence.remedy()));
    return response.build();
  }
}
