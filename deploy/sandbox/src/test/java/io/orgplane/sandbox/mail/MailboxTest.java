package io.orgplane.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.sandbox.clock.OffsetClock;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final OffsetClock clock = OffsetClock.inMemory();
  private Mailbox mailbox;

  @BeforeEach
  void start() {
    mailbox = Mailbox.start(new MailboxConfig("127.0.0.1", 0), clock);
  }

  @AfterEach
  void stop() {
    mailbox.close();
  }

  @Test
  void both_parts_of_a_mail_can_be_read() throws Exception {
    send("bob@example.com", "Grüße", "join us: ä", "<p>join us: ä</p>");
    var mail = mailbox.mails("Bob@Example.com", 10).getFirst();
    assertThat(mail.to()).isEqualTo("bob@example.com");
    assertThat(mail.subject()).isEqualTo("Grüße");
    assertThat(mail.text().strip()).isEqualTo("join us: ä");
    assertThat(mail.html().strip()).isEqualTo("<p>join us: ä</p>");
    assertThat(Duration.between(mail.receivedAt(), clock.instant()))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void mails_are_newest_first_and_only_those_to_the_exact_address() throws Exception {
    send("bob@example.com", "first", "1", "");
    send("bob@example.com", "second", "2", "");
    send("bob+tag@example.com", "tagged", "3", "");
    assertThat(mailbox.mails("bob@example.com", 10))
        .extracting(Mail::subject)
        .containsExactly("second", "first");
    assertThat(mailbox.mails(null, 2))
        .extracting(Mail::subject)
        .containsExactly("tagged", "second");
  }

  @Test
  void each_recipient_has_a_copy() throws Exception {
    send("ann@example.com, bob@example.com", "both", "x", "");
    assertThat(mailbox.mails(null, 10))
        .extracting(Mail::to)
        .containsExactlyInAnyOrder("ann@example.com", "bob@example.com");
  }

  @Test
  void a_burst_loses_nothing() throws Exception {
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var sent = new ArrayList<Future<?>>();
      for (var i = 0; i < 200; i++) {
        var to = "user" + i + "@example.com";
        sent.add(
            senders.submit(
                () -> {
                  send(to, "burst", "x", "");
                  return null;
                }));
      }
      for (var each : sent) {
        each.get();
      }
    }
    assertThat(mailbox.mails(null, 1_000)).hasSize(200);
  }

  @Test
  void a_cleared_mailbox_is_empty() throws Exception {
    send("bob@example.com", "gone", "x", "");
    mailbox.clear();
    assertThat(mailbox.mails(null, 10)).isEmpty();
  }

  @Test
  void a_taken_port_is_said_by_number() {
    var taken = new MailboxConfig("127.0.0.1", mailbox.port());
    assertThatThrownBy(() -> Mailbox.start(taken, clock))
        .hasMessageContaining("mailbox")
        .hasMessageContaining(Integer.toString(mailbox.port()));
  }

  private void send(String to, String subject, String text, String html) throws MessagingException {
    var settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(mailbox.port()));
    var message = new MimeMessage(Session.getInstance(settings));
    message.setFrom(new InternetAddress("no-reply@orgplane.local"));
    message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
    message.setSubject(subject, "UTF-8");
    if (html.isEmpty()) {
      message.setText(text, "UTF-8");
    } else {
      message.setContent(alternatives(text, html));
    }
    Transport.send(message);
  }

  private static MimeMultipart alternatives(String text, String html) throws MessagingException {
    var plain = new MimeBodyPart();
    plain.setText(text, "UTF-8");
    var rich = new MimeBodyPart();
    rich.setContent(html, "text/html; charset=UTF-8");
    return new MimeMultipart("alternative", plain, rich);
  }
}
