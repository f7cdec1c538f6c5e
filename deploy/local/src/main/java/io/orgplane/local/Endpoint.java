package io.orgplane.local;

import java.util.Locale;

/** Everything in the stack that listens, where it does by default, and how it is moved. */
public enum Endpoint {
  FRONT_DOOR("front door", 8080),
  ORG("org-service", 8081),
  MEMBERSHIP("membership-service", 8082),
  BILLING("billing-service", 8083),
  BYOK("byok-service", 8084),
  KEYCLOAK("Keycloak", 8180),
  KAFKA("Kafka", 9092),
  POSTGRES("PostgreSQL", 5433),
  SANDBOX("sandbox", 8090),
  STRIPE("Stripe stand-in", 8091),
  AWS("AWS stand-in", 8092),
  MAIL("SMTP", 1025),
  DNS("DNS stand-in", 8053);

  private final String part;
  private final int usualPort;

  Endpoint(String part, int usualPort) {
    this.part = part;
    this.usualPort = usualPort;
  }

  /** What a person calls it. */
  public String part() {
    return part;
  }

  int usualPort() {
    return usualPort;
  }

  /** DNS questions come over both. */
  boolean alsoUdp() {
    return this == DNS;
  }

  /** As in {@code --front-door-port}. */
  String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "-port";
  }

  /** As in {@code ORGPLANE_FRONT_DOOR_PORT}. */
  String variable() {
    return "ORGPLANE_" + name() + "_PORT";
  }
}
