package io.orgplane.sandbox.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Locale;

/**
 * The recipient that GreenMail sees for every address: it keeps what comes in {@link Mails} instead
 * of an IMAP folder, so nothing is held twice and nobody needs an account.
 */
record Delivery(String address, Mails mails, Clock clock) implements GreenMailUser {

  static Delivery to(MailAddress recipient, Mails mails, Clock clock) {
    return new Delivery(recipient.getEmail().toLowerCase(Locale.ROOT), mails, clock);
  }

  @Override
  public void deliver(MovingMessage moving) {
    deliver(moving.getMessage());
  }

  @Override
  public void deliver(MimeMessage message) {
    try {
      var subject = message.getSubject() == null ? "" : message.getSubject();
      var content = MailContent.of(message);
      mails.add(new Mail(address, subject, content.text(), content.html(), clock.instant()));
    } catch (MessagingException unreadable) {
      throw new IllegalArgumentException("unreadable mail", unreadable);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String getEmail() {
    return address;
  }

  @Override
  public String getLogin() {
    return address;
  }

  @Override
  public String getQualifiedMailboxName() {
    return address;
  }

  @Override
  public String getPassword() {
    return "";
  }

  @Override
  public void setPassword(String password) {
    throw new UnsupportedOperationException("the mailbox has no accounts");
  }

  @Override
  public void authenticate(String password) {
    // SMTP logins are optional here and never refused
  }

  @Override
  public void create() {
    // there is no folder to make
  }

  @Override
  public void delete() {
    // there is no folder to delete
  }
}
