package io.orgplane.kit.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.production.EnvironmentConfig.Environment;
import io.orgplane.kit.time.ClockConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ProductionReadinessTest {

  private static final ClockConfig MOVABLE = () -> Optional.of(Path.of("offset"));
  private static final ClockConfig SYSTEM = Optional::empty;

  @Test
  void production_with_development_settings_is_never_ready_and_names_each_of_them() {
    var answer =
        readiness(
                Environment.PRODUCTION,
                new KitSettings(MOVABLE, "org", "org", "org_owner", "http://idp"))
            .call();

    assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
    assertThat(answer.getData().orElseThrow())
        .containsOnlyKeys(
            "orgplane.clock.offset-file",
            "orgplane.database.password",
            "orgplane.database.owner-password",
            "quarkus.oidc.auth-server-url");
  }

  @Test
  void production_with_settings_of_its_own_is_ready() {
    var settings =
        new KitSettings(SYSTEM, "org", "a long secret", "another", "https://idp.example");
    assertThat(readiness(Environment.PRODUCTION, settings).call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void a_developers_machine_may_have_development_settings() {
    var settings = new KitSettings(MOVABLE, "org", "org", "org_owner", "http://idp");
    assertThat(readiness(Environment.LOCAL, settings).call().getStatus()).isEqualTo(Status.UP);
  }

  private static ProductionReadiness readiness(Environment environment, KitSettings settings) {
    return new ProductionReadiness(() -> environment, List.of(settings));
  }
}
