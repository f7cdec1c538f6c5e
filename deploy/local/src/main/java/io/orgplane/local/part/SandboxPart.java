package io.orgplane.local.part;

import io.orgplane.local.Endpoint;
import io.orgplane.local.Ports;
import io.orgplane.local.StackAddresses;
import io.orgplane.sandbox.Sandbox;
import io.orgplane.sandbox.SandboxConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The stand-ins for Stripe, AWS, DNS and the mail server, in the launcher's own process. Webhooks
 * come in by the front door, as Stripe's own would.
 */
public final class SandboxPart implements Part {
  private final StackAddresses addresses;
  private final Path clockOffset;
  private @Nullable Sandbox sandbox;

  public SandboxPart(StackAddresses addresses, Path clockOffset) {
    this.addresses = addresses;
    this.clockOffset = clockOffset;
  }

  @Override
  public String name() {
    return "sandbox";
  }

  @Override
  public String where() {
    return addresses.sandbox().toString();
  }

  @Override
  public void start() {
    Ports ports = addresses.ports();
    String webhooks = addresses.frontDoor().resolve("/v1/webhooks/stripe").toString();
    sandbox =
        Sandbox.start(
            SandboxConfig.local(webhooks, clockOffset)
                .withPorts(
                    new SandboxConfig.Ports(
                        ports.of(Endpoint.SANDBOX),
                        ports.of(Endpoint.STRIPE),
                        ports.of(Endpoint.AWS),
                        ports.of(Endpoint.DNS),
                        ports.of(Endpoint.MAIL))));
  }

  @Override
  public void stop(Duration patience) {
    if (sandbox != null) {
      sandbox.close();
      sandbox = null;
    }
  }

  @Override
  public OptionalLong memory() {
    return OptionalLong.empty();
  }
}
