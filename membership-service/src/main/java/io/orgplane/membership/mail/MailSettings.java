package io.orgplane.membership.mail;

import io.orgplane.kit.production.UnsafeSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What mails have against a production start. */
@ApplicationScoped
class MailSettings implements UnsafeSettings {

  private static final List<String> ENCRYPTED = List.of("starttls", "implicit");

  private final SealingConfig sealing;
  private final WebConfig web;
  private final MailConfig mail;

  MailSettings(SealingConfig sealing, WebConfig web, MailConfig mail) {
    this.sealing = sealing;
    this.web = web;
    this.mail = mail;
  }

  @Override
  public List<UnsafeSetting> find() {
    List<UnsafeSetting> found = new ArrayList<>();
    if (sealing.sealingKey().strip().equals(SealingConfig.DEVELOPMENT_KEY)) {
      found.add(
          new UnsafeSetting(
              "orgplane.invitations.sealing-key", "set 32 random bytes in base64, kept secret"));
    }
    if (!web.origin().startsWith("https://")) {
      found.add(new UnsafeSetting("orgplane.web.origin", "use https"));
    }
    if (mail.user().isPresent() && !ENCRYPTED.contains(mail.tls())) {
      found.add(
          new UnsafeSetting(
              "orgplane.mail.tls", "use starttls or implicit: a password goes over the line"));
    }
    return found;
  }
}
