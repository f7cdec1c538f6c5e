package io.orgplane.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServiceEnvironmentTest {
  private final ServiceEnvironment environment =
      new ServiceEnvironment(new StackAddresses(Ports.usualWithOffset(100)), Path.of("/data"));

  @Test
  void a_service_gets_its_own_database_client_and_port_wherever_the_stack_is() {
    Map<String, String> billing = environment.of(SuiteService.BILLING);

    assertThat(billing)
        .containsEntry("ORGPLANE_ENVIRONMENT", "local")
        .containsEntry("ORGPLANE_DATABASE_NAME", "billing")
        .containsEntry("ORGPLANE_DATABASE_OWNER", "billing_owner")
        .containsEntry("ORGPLANE_DATABASE_PORT", "5533")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "localhost:9192")
        .containsEntry("QUARKUS_HTTP_PORT", "8183")
        .containsEntry("QUARKUS_OIDC_AUTH_SERVER_URL", "http://localhost:8280/realms/orgplane")
        .containsEntry("ORGPLANE_PLATFORM_CLIENT_ID", "orgplane-billing")
        .containsEntry("ORGPLANE_STRIPE_API_BASE", "http://localhost:8191");
  }

  @Test
  void a_secret_goes_only_to_the_service_that_needs_it() {
    assertThat(environment.of(SuiteService.ORG))
        .doesNotContainKeys("ORGPLANE_STRIPE_SECRET_KEY", "ORGPLANE_AWS_SECRET_ACCESS_KEY");
    assertThat(environment.of(SuiteService.BYOK))
        .containsEntry("ORGPLANE_MASTER_KEY_FILE", "/data/byok-master-key")
        .doesNotContainKey("ORGPLANE_STRIPE_SECRET_KEY");
  }
}
