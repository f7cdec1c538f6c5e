package io.orgplane.membership;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What has arrived in the mailboxes. */
final class Mails {

  static final String ORIGIN = "https://app.orgplane.test";

  private static final Pattern LINK =
      Pattern.compile(Pattern.quote(ORIGIN) + "/accept-invitation#token=([A-Za-z0-9_-]{43})");

  private final GreenMail server;

  Mails(GreenMail server) {
    this.server = server;
  }

  /** A mail as its reader sees it. */
  record Arrived(String subject, String text, String html) {

    Optional<String> token() {
      Matcher link = LINK.matcher(text);
      return link.find() ? Optional.of(link.group(1)) : Optional.empty();
    }
  }

  List<Arrived> to(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(message -> isTo(message, address))
        .map(Mails::arrived)
        .toList();
  }

  List<Arrived> await(String address, int atLeast) {
    return Awaitility.await("%d mails to %s".formatted(atLeast, address))
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> to(address), arrived -> arrived.size() >= atLeast);
  }

  /** The newest one in which it says that. */
  Arrived awaitSubject(String address, String part) {
    return Awaitility.await("a mail to %s about %s".formatted(address, part))
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .atMost(10, TimeUnit.SECONDS)
        .until(
            () ->
                to(address).reversed().stream()
                    .filter(mail -> mail.subject().contains(part))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** The token of the n-th invitation that came to this address, from 1. */
  String token(String address, int which) {
    return Awaitility.await("invitation %d to %s".formatted(which, address))
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> tokens(address), tokens -> tokens.size() >= which)
        .get(which - 1);
  }

  private List<String> tokens(String address) {
    return to(address).stream().flatMap(mail -> mail.token().stream()).toList();
  }

  private static boolean isTo(MimeMessage message, String address) {
    try {
      return Arrays.stream(message.getAllRecipients())
          .min(Comparator.comparing(Object::toString))
          .filter(recipient -> recipient.toString().equals(address))
          .isPresent();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Arrived arrived(MimeMessage message) {
    try {
      return new Arrived(
          message.getSubject(), content(message, "text/plain"), content(message, "text/html"));
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String content(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String found = content(parts.getBodyPart(i), type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
