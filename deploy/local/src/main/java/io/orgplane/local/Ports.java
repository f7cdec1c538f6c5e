package io.orgplane.local;

import io.orgplane.embedded.FreePorts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The port of every {@link Endpoint}. Zero stands for any free one until {@link #settled()}. */
public final class Ports {
  private final Map<Endpoint, Integer> ports;

  private Ports(Map<Endpoint, Integer> ports) {
    this.ports = new EnumMap<>(ports);
  }

  /** Those that api.md promises. */
  public static Ports usual() {
    return usualWithOffset(0);
  }

  public static Ports usualWithOffset(int offset) {
    Map<Endpoint, Integer> ports = new EnumMap<>(Endpoint.class);
    for (Endpoint endpoint : Endpoint.values()) {
      ports.put(endpoint, valid(endpoint, endpoint.usualPort() + offset));
    }
    return new Ports(ports);
  }

  /** For tests: several stacks at once, none of which knows where it will be. */
  public static Ports anyFree() {
    Map<Endpoint, Integer> ports = new EnumMap<>(Endpoint.class);
    for (Endpoint endpoint : Endpoint.values()) {
      ports.put(endpoint, 0);
    }
    return new Ports(ports);
  }

  public Ports with(Endpoint endpoint, int port) {
    Ports changed = new Ports(ports);
    changed.ports.put(endpoint, valid(endpoint, port));
    return changed;
  }

  public int of(Endpoint endpoint) {
    return Objects.requireNonNull(ports.get(endpoint));
  }

  /**
   * With a number for each, so that every part can be told of the others before any of them runs.
   */
  Ports settled() {
    Ports settled = new Ports(ports);
    settled.ports.replaceAll((endpoint, port) -> port == 0 ? free(settled.ports) : port);
    return settled;
  }

  private static int free(Map<Endpoint, Integer> taken) {
    int candidate = FreePorts.next();
    while (taken.containsValue(candidate)) {
      candidate = FreePorts.next();
    }
    return candidate;
  }

  private static int valid(Endpoint endpoint, int port) {
    if (port < 0 || port > 65_535) {
      throw new StackFailure(
          "%d is not a port for %s (0 to 65535; 0 takes any free one)"
              .formatted(port, endpoint.part()));
    }
    return port;
  }
}
