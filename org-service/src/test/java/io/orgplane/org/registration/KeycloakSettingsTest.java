package io.orgplane.org.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.kit.production.UnsafeSettings.UnsafeSetting;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeycloakSettingsTest {

  private record Config(String adminUrl, String clientId, String clientSecret)
      implements KeycloakConfig {}

  @Test
  void the_secret_of_the_local_realm_and_a_plain_connection_are_refused_by_name() {
    assertThat(
            offences(
                "http://localhost:8180/admin/realms/orgplane", "orgplane-org-directory-secret"))
        .containsExactly("orgplane.keycloak.client-secret", "orgplane.keycloak.admin-url");
  }

  @Test
  void a_secret_of_ones_own_over_https_is_fine() {
    assertThat(offences("https://id.example.com/admin/realms/orgplane", "Vb7…q2")).isEmpty();
  }

  private static List<String> offences(String url, String secret) {
    return new KeycloakSettings(new Config(url, "directory", secret))
        .find().stream().map(UnsafeSetting::property).toList();
  }
}
