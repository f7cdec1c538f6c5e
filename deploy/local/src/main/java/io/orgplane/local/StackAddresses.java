package io.orgplane.local;

import java.net.URI;

/** Where the parts of a running stack are found. */
public record StackAddresses(Ports ports) {
  public URI frontDoor() {
    return http(Endpoint.FRONT_DOOR);
  }

  /** A service itself, past the front door: for its {@code /q} pages. */
  public URI service(SuiteService service) {
    return http(service.endpoint());
  }

  public URI keycloak() {
    return http(Endpoint.KEYCLOAK);
  }

  public URI realm() {
    return keycloak().resolve("/realms/orgplane");
  }

  /** Keycloak's admin API of the realm. */
  public URI realmAdmin() {
    return keycloak().resolve("/admin/realms/orgplane");
  }

  public URI tokens() {
    return keycloak().resolve("/realms/orgplane/protocol/openid-connect/token");
  }

  public URI sandbox() {
    return http(Endpoint.SANDBOX);
  }

  public URI stripe() {
    return http(Endpoint.STRIPE);
  }

  public URI aws() {
    return http(Endpoint.AWS);
  }

  public String kafka() {
    return "localhost:" + ports.of(Endpoint.KAFKA);
  }

  public String jdbc(SuiteService service) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(ports.of(Endpoint.POSTGRES), service.id());
  }

  private URI http(Endpoint endpoint) {
    return URI.create("http://localhost:" + ports.of(endpoint));
  }
}
