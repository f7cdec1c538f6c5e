package io.orgplane.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What would make the start fail in the middle, found before anything runs. */
final class Preflight {
  static final int OLDEST_JAVA = 21;
  static final long NEEDED_BYTES = 1_500_000_000L;

  private Preflight() {}

  static void check(Ports ports, Path data) {
    checkJava(Runtime.version().feature());
    checkSpace(data, usableBytes(data));
    checkPorts(ports);
  }

  static void checkJava(int feature) {
    if (feature < OLDEST_JAVA) {
      throw new StackFailure(
          "Java %d is too old: Orgplane needs %d or newer. Set JAVA_HOME to a newer JDK."
              .formatted(feature, OLDEST_JAVA));
    }
  }

  static void checkSpace(Path data, long usable) {
    if (usable < NEEDED_BYTES) {
      throw new StackFailure(
          "The disk that holds %s is nearly full: %.1f GB free, %.1f GB needed. Free some, or name another folder with --data DIR."
              .formatted(data, usable / 1e9, NEEDED_BYTES / 1e9));
    }
  }

  /** All that are taken at once: learning of them one after the other would be a guessing game. */
  static void checkPorts(Ports ports) {
    List<String> complaints = new ArrayList<>();
    for (Endpoint endpoint : Endpoint.values()) {
      int port = ports.of(endpoint);
      if (port != 0 && taken(port, endpoint.alsoUdp())) {
        complaints.add(
            "Port %d is taken, and %s wants it. Move it with %s N (or %s=N)."
                .formatted(port, endpoint.part(), endpoint.flag(), endpoint.variable()));
      }
    }
    if (!complaints.isEmpty()) {
      complaints.add("Or move the whole stack with --port-offset N. Is another one running?");
      throw new StackFailure(String.join(System.lineSeparator(), complaints));
    }
  }

  private static boolean taken(int port, boolean udp) {
    InetAddress address = InetAddress.getLoopbackAddress();
    try (ServerSocket socket = new ServerSocket(port, 1, address)) {
      if (udp) {
        new DatagramSocket(new InetSocketAddress(address, port)).close();
      }
      return !socket.isBound();
    } catch (IOException e) {
      return true;
    }
  }

  private static long usableBytes(Path data) {
    try {
      return Files.getFileStore(data).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + data, e);
    }
  }
}
