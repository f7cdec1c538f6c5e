package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.local.StackAddresses;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the mail that the stack has sent to one address, as its owner would. */
final class Mailbox {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  private final URI mails;
  private final Web web;
  private final String owner;
  private int read;

  /**
   * Mail that is already there counts as read: a play on kept data must not find the letters of the
   * last one.
   */
  Mailbox(StackAddresses addresses, Web web, String owner) {
    String address = URLEncoder.encode(owner, StandardCharsets.UTF_8);
    this.mails = addresses.sandbox().resolve("/mail?limit=1000&to=" + address);
    this.web = web;
    this.owner = owner;
    this.read = list().size();
  }

  /** A mail with a link in it. */
  record Letter(String subject, URI link) {
    /** What stands behind {@code token=} in the link's fragment, where no server sees it. */
    String token() {
      String fragment = link.getFragment() == null ? "" : link.getFragment();
      return fragment.startsWith("token=") ? fragment.substring("token=".length()) : "";
    }
  }

  /** Waits for the next unread mail whose link contains this text. */
  Letter next(String inLink) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<JsonNode> newestFirst = list();
      for (int at = newestFirst.size() - read - 1; at >= 0; at--) {
        read++;
        Optional<Letter> letter = letter(newestFirst.get(at), inLink);
        if (letter.isPresent()) {
          return letter.get();
        }
      }
      Pauses.brief();
    }
    throw new StoryBroken(
        "no mail to %s with a link to %s came within %d s"
            .formatted(owner, inLink, PATIENCE.toSeconds()));
  }

  private List<JsonNode> list() {
    return web.send(Web.to(mails).GET().build()).items();
  }

  private static Optional<Letter> letter(JsonNode mail, String inLink) {
    Matcher link = LINK.matcher(mail.path("text").asText());
    while (link.find()) {
      if (link.group().contains(inLink)) {
        return Optional.of(new Letter(mail.path("subject").asText(), URI.create(link.group())));
      }
    }
    return Optional.empty();
  }
}
