package io.orgplane.membership;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.ServerSocket;
import java.util.Map;

/** A real SMTP server, whose mailboxes the tests read. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {

  /** Where the server goes. */
  @Target(ElementType.FIELD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Inbox {}

  /** On a fixed port, so that a test can stop the server and start it again. */
  private final GreenMail server =
      new GreenMail(new ServerSetup(freePort(), "localhost", ServerSetup.PROTOCOL_SMTP));

  @Override
  public Map<String, String> start() {
    server.start();
    return Map.of(
        "orgplane.mail.host",
        "localhost",
        "orgplane.mail.port",
        String.valueOf(server.getSmtp().getPort()),
        "orgplane.web.origin",
        Mails.ORIGIN,
        "orgplane.invitations.expiry-sweep",
        "1s",
        "orgplane.log.json",
        "false",
        "orgplane.mail.backoff",
        "100ms",
        "orgplane.workspaces.arrival",
        "700ms",
        "orgplane.invitations.reminder-before",
        "12h");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        server, new TestInjector.AnnotatedAndMatchesType(Inbox.class, GreenMail.class));
  }

  @Override
  public void stop() {
    server.stop();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
