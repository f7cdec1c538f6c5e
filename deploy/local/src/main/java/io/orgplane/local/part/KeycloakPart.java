package io.orgplane.local.part;

import io.orgplane.local.Endpoint;
import io.orgplane.local.Repository;
import io.orgplane.local.StackAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The real Keycloak with the realm of the repository, its data in a file database of its own. */
public final class KeycloakPart implements Part {
  public static final String ADMIN = "admin";
  public static final String ADMIN_PASSWORD = "admin";

  private final Repository repository;
  private final StackAddresses addresses;
  private final Path home;
  private final LogFile log;
  private @Nullable ChildProcess process;

  public KeycloakPart(Repository repository, StackAddresses addresses, Path data) {
    this.repository = repository;
    this.addresses = addresses;
    this.home = data.resolve("keycloak");
    this.log = LogFile.in(data.resolve("logs"), "keycloak");
  }

  @Override
  public String name() {
    return "Keycloak";
  }

  @Override
  public String where() {
    return addresses.realm().toString();
  }

  @Override
  public void start() {
    boolean kept = KeycloakHome.hasData(home);
    KeycloakDistribution distribution = KeycloakDistribution.in(repository.keycloakDistribution());
    distribution.buildOnce(log);
    KeycloakHome prepared = KeycloakHome.prepare(home, distribution, repository.realm());
    ChildProcess started =
        ChildProcess.start(
            distribution.command(prepared.path(), arguments()),
            environment(),
            prepared.path(),
            log);
    process = started;
    new Readiness().await(name(), addresses.realm(), started);
    if (kept) {
      new KeycloakAdmin(addresses).mailGoesTo(mailPort());
    }
  }

  /**
   * The issuer is said, not taken from a request: a forged Host header must not change what tokens
   * claim.
   */
  private List<String> arguments() {
    URI address = addresses.keycloak();
    return List.of(
        "start",
        "--optimized",
        "--import-realm",
        "--cache=local",
        "--http-enabled=true",
        "--http-host=localhost",
        "--http-port=" + address.getPort(),
        "--hostname=" + address,
        "--log-level=warn");
  }

  private Map<String, String> environment() {
    return Map.of(
        "KC_BOOTSTRAP_ADMIN_USERNAME",
        ADMIN,
        "KC_BOOTSTRAP_ADMIN_PASSWORD",
        ADMIN_PASSWORD,
        "ORGPLANE_MAIL_HOST",
        "localhost",
        "ORGPLANE_MAIL_PORT",
        String.valueOf(mailPort()));
  }

  private int mailPort() {
    return addresses.ports().of(Endpoint.MAIL);
  }

  @Override
  public void stop(Duration patience) {
    if (process != null) {
      process.stop(patience);
      process = null;
    }
  }

  @Override
  public OptionalLong memory() {
    return process == null ? OptionalLong.empty() : Memory.of(process.pid());
  }
}
