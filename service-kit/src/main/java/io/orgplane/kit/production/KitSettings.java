package io.orgplane.kit.production;

import io.orgplane.kit.time.ClockConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What service-kit itself has against a production start. */
@ApplicationScoped
class KitSettings implements UnsafeSettings {

  private final ClockConfig clock;
  private final String databaseUser;
  private final String databasePassword;
  private final String ownerPassword;
  private final String identityProvider;

  KitSettings(
      ClockConfig clock,
      @ConfigProperty(name = "orgplane.database.user") String databaseUser,
      @ConfigProperty(name = "orgplane.database.password") String databasePassword,
      @ConfigProperty(name = "orgplane.database.owner-password") String ownerPassword,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") String identityProvider) {
    this.clock = clock;
    this.databaseUser = databaseUser;
    this.databasePassword = databasePassword;
    this.ownerPassword = ownerPassword;
    this.identityProvider = identityProvider;
  }

  @Override
  public List<UnsafeSetting> find() {
    List<UnsafeSetting> found = new ArrayList<>();
    if (clock.offsetFile().isPresent()) {
      found.add(new UnsafeSetting("orgplane.clock.offset-file", "remove it; time is not movable"));
    }
    if (databasePassword.equals(databaseUser)) {
      found.add(
          new UnsafeSetting("orgplane.database.password", "set one that is not the role's name"));
    }
    if (ownerPassword.equals(databaseUser + "_owner")) {
      found.add(
          new UnsafeSetting(
              "orgplane.database.owner-password", "set one that is not the role's name"));
    }
    if (!identityProvider.startsWith("https://")) {
      found.add(new UnsafeSetting("quarkus.oidc.auth-server-url", "use https"));
    }
    return found;
  }
}
