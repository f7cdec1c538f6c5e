package io.orgplane.sandbox.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An SMTP server whose mails can be read. */
public final class Mailbox implements AutoCloseable {
  private static final long START_PATIENCE_MILLIS = 10_000;

  private final GreenMail smtp;
  private final Mails mails;

  private Mailbox(GreenMail smtp, Mails mails) {
    this.smtp = smtp;
    this.mails = mails;
  }

  /**
   * Listens when it returns.
   *
   * @throws IllegalStateException when the port is taken
   */
  public static Mailbox start(MailboxConfig config, Clock clock) {
    requireFree(config);
    var setup = new ServerSetup(config.port(), config.host(), ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_PATIENCE_MILLIS);
    var smtp = new GreenMail(setup);
    var mails = new Mails();
    smtp.getUserManager().setMessageDeliveryHandler((message, to) -> Delivery.to(to, mails, clock));
    smtp.start();
    return new Mailbox(smtp, mails);
  }

  /** GreenMail binds on a thread of its own and would only time out. */
  private static void requireFree(MailboxConfig config) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(config.host(), config.port()));
    } catch (IOException taken) {
      throw new IllegalStateException(
          "mailbox: SMTP cannot listen on " + config.host() + ":" + config.port(), taken);
    }
  }

  public int port() {
    return smtp.getSmtp().getPort();
  }

  /** Newest first; {@code to} is an exact address whatever its case, or null for everybody's. */
  public List<Mail> mails(@Nullable String to, int limit) {
    return mails.to(to, limit);
  }

  public void clear() {
    mails.clear();
  }

  @Override
  public void close() {
    smtp.stop();
  }
}
