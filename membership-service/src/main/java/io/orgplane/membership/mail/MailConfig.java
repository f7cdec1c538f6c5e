package io.orgplane.membership.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Optional;

/** How mails go out. */
@ConfigMapping(prefix = "orgplane.mail")
public interface MailConfig {

  /** The SMTP server. */
  String host();

  @Positive
  int port();

  /** The sender, as {@code Name <address>} or an address alone. */
  String from();

  /** Who signs in to the server; nobody does when it is not set. */
  Optional<String> user();

  Optional<String> password();

  /**
   * {@code none}, {@code opportunistic} (STARTTLS where the server offers it), {@code starttls}
   * (demanded), or {@code implicit} (TLS from the first byte, usually on port 465; RFC 8314).
   */
  String tls();

  /** How often to look for mails that are due; a commit wakes the sender besides. */
  @WithDefault("1s")
  String sweep();

  /** How many mails one replica takes in hand, and sends, at a time. */
  @Positive
  @WithDefault("8")
  int batchSize();

  /** How long the server may take over one mail; then it counts as failed. */
  @WithDefault("20s")
  Duration timeout();

  /** The pause after a first failure; it doubles with each further one. */
  @WithDefault("2s")
  Duration backoff();

  /** The longest pause between two attempts. */
  @WithDefault("5m")
  Duration longestBackoff();

  /**
   * How long a mail is tried that the server refuses to deliver to its recipient; then it is
   * dropped, with an error in the log. A server that is away loses none, however long.
   */
  @WithDefault("4d")
  Duration giveUpAfter();

  /** How long a mail in hand belongs to the replica that took it, before another one may. */
  default Duration lease() {
    return timeout().multipliedBy(2);
  }
}
