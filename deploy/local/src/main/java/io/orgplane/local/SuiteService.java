package io.orgplane.local;

import io.orgplane.local.door.Destination;
import java.util.Arrays;
import java.util.Locale;

/** The four services. */
public enum SuiteService {
  ORG(Endpoint.ORG, Destination.ORG),
  MEMBERSHIP(Endpoint.MEMBERSHIP, Destination.MEMBERSHIP),
  BILLING(Endpoint.BILLING, Destination.BILLING),
  BYOK(Endpoint.BYOK, Destination.BYOK);

  private final Endpoint endpoint;
  private final Destination destination;

  SuiteService(Endpoint endpoint, Destination destination) {
    this.endpoint = endpoint;
    this.destination = destination;
  }

  /** Also the name of its database and of its role there. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String module() {
    return id() + "-service";
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  Destination destination() {
    return destination;
  }

  static SuiteService named(String id) {
    return Arrays.stream(values())
        .filter(service -> service.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new StackFailure("there is no service " + id));
  }
}
