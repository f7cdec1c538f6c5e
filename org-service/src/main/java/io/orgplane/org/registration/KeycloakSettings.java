package io.orgplane.org.registration;

import io.orgplane.kit.production.UnsafeSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What the way to Keycloak has against a production start. */
@ApplicationScoped
class KeycloakSettings implements UnsafeSettings {

  private final KeycloakConfig config;

  KeycloakSettings(KeycloakConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> find() {
    List<UnsafeSetting> found = new ArrayList<>();
    if (config.clientSecret().strip().equals(KeycloakConfig.DEVELOPMENT_SECRET)) {
      found.add(
          new UnsafeSetting(
              "orgplane.keycloak.client-secret", "set the secret of your own client"));
    }
    if (!config.adminUrl().startsWith("https://")) {
      found.add(new UnsafeSetting("orgplane.keycloak.admin-url", "use https"));
    }
    return found;
  }
}
