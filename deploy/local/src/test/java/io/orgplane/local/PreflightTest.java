package io.orgplane.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PreflightTest {

  @Test
  void a_taken_port_is_named_with_its_part_and_the_flag_that_moves_it() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket alsoTaken = new ServerSocket(0)) {
      Ports ports =
          Ports.anyFree()
              .with(Endpoint.BILLING, taken.getLocalPort())
              .with(Endpoint.KAFKA, alsoTaken.getLocalPort());

      assertThatThrownBy(() -> Preflight.checkPorts(ports))
          .isInstanceOf(StackFailure.class)
          .hasMessageContaining(
              "Port %d is taken, and billing-service wants it", taken.getLocalPort())
          .hasMessageContaining("--billing-port")
          .hasMessageContaining("Port %d is taken, and Kafka wants it", alsoTaken.getLocalPort())
          .hasMessageContaining("--port-offset");
    }
  }

  @Test
  void dns_needs_its_port_for_udp_as_well() throws IOException {
    try (DatagramSocket taken =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      assertThatThrownBy(
              () -> Preflight.checkPorts(Ports.anyFree().with(Endpoint.DNS, taken.getLocalPort())))
          .hasMessageContaining("DNS stand-in");
    }
  }

  @Test
  void any_free_port_needs_no_check() {
    assertThatCode(() -> Preflight.checkPorts(Ports.anyFree())).doesNotThrowAnyException();
  }

  @Test
  void an_old_java_is_told_what_is_needed() {
    assertThatThrownBy(() -> Preflight.checkJava(17))
        .hasMessageContaining("Java 17 is too old")
        .hasMessageContaining("21");
    assertThatCode(() -> Preflight.checkJava(21)).doesNotThrowAnyException();
  }

  @Test
  void a_nearly_full_disk_is_told_how_much_is_needed() {
    assertThatThrownBy(() -> Preflight.checkSpace(Path.of("/data"), 200_000_000))
        .hasMessageContaining("/data is nearly full: 0.2 GB free, 1.5 GB needed")
        .hasMessageContaining("--data");
    assertThatCode(() -> Preflight.checkSpace(Path.of("/data"), 2_000_000_000))
        .doesNotThrowAnyException();
  }
}
