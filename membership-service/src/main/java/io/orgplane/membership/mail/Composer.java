package io.orgplane.membership.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.membership.mail.Letter.InvitationLetter;
import io.orgplane.membership.mail.Letter.NoticeLetter;
import io.orgplane.membership.mail.Letter.OwnershipLetter;
import io.orgplane.membership.mail.Letter.ReminderLetter;
import io.orgplane.membership.mail.Letter.RemovedLetter;
import io.orgplane.membership.mail.Letter.SeatLimitLetter;
import io.orgplane.membership.mail.Letter.WithdrawnLetter;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * From a letter to its words. The token of a link is opened here, for as long as the mail is being
 * written.
 */
@ApplicationScoped
class Composer {

  private static final int MAX_NAME = 100;
  private static final String READ_ONLY = "organization-read-only";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Seal seal;
  private final WebConfig web;
  private final Brand brand;
  private final ObjectMapper json;

  Composer(Seal seal, WebConfig web, BrandConfig brand, ObjectMapper json) {
    this.seal = seal;
    this.web = web;
    this.brand = Brand.of(brand);
    this.json = json;
  }

  /** A mail's words, in both forms. */
  record Composed(String subject, String html, String text) {

    static Composed of(String subject, TemplateInstance template) {
      return new Composed(subject, render(template, "text/html"), render(template, "text/plain"));
    }

    private static String render(TemplateInstance template, String type) {
      return template
          .setAttribute(TemplateInstance.SELECTED_VARIANT, Variant.forContentType(type))
          .render();
    }
  }

  Composed compose(PostedMail mail) {
    return switch (letter(mail)) {
      case InvitationLetter letter ->
          Composed.of(
              "You are invited to " + line(letter.organizationName()),
              Templates.invitation(
                  brand,
                  line(letter.organizationName()),
                  line(letter.inviterName()),
                  withArticle(letter.role()),
                  day(letter.expiresAt()),
                  acceptLink(mail)));
      case ReminderLetter letter ->
          Composed.of(
              "Your invitation to " + line(letter.organizationName()) + " ends soon",
              Templates.reminder(
                  brand,
                  line(letter.organizationName()),
                  line(letter.inviterName()),
                  withArticle(letter.role()),
                  day(letter.expiresAt()),
                  acceptLink(mail)));
      case WithdrawnLetter letter ->
          Composed.of(
              "Your invitation to " + line(letter.organizationName()) + " was taken back",
              Templates.withdrawn(brand, line(letter.organizationName())));
      case SeatLimitLetter letter ->
          Composed.of(
              isReadOnly(letter)
                  ? line(letter.organizationName()) + " is read-only"
                  : "No free seat in " + line(letter.organizationName()),
              Templates.seatLimit(
                  brand,
                  line(letter.organizationName()),
                  letter.invitedEmail(),
                  isReadOnly(letter),
                  web.origin() + "/organizations/" + mail.organization() + "/billing"));
      case RemovedLetter letter ->
          Composed.of(
              "You are no longer in " + line(letter.organizationName()),
              Templates.removed(brand, line(letter.organizationName())));
      case OwnershipLetter letter ->
          Composed.of(
              "Ownership of " + line(letter.organizationName()) + " was transferred",
              Templates.ownership(
                  brand,
                  line(letter.organizationName()),
                  line(letter.fromName()),
                  line(letter.toName())));
      case NoticeLetter letter ->
          Composed.of(
              letter.subject() + " (" + line(letter.organizationName()) + ")",
              Templates.notice(
                  brand,
                  line(letter.organizationName()),
                  letter.subject(),
                  letter.paragraphs(),
                  letter.linkText(),
                  web.origin() + "/organizations/" + mail.organization() + "/" + letter.page()));
    };
  }

  private static boolean isReadOnly(SeatLimitLetter letter) {
    return READ_ONLY.equals(letter.reason());
  }

  private Letter letter(PostedMail mail) {
    try {
      return json.readValue(mail.letter(), Letter.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a letter cannot be read", unreadable);
    }
  }

  /** The token stands in the fragment, which no browser sends to a server, and no server logs. */
  private String acceptLink(PostedMail mail) {
    byte[] sealed = mail.sealed();
    if (sealed == null) {
      throw new IllegalStateException("an invitation goes with a token");
    }
    LinkToken token = seal.open(sealed, mail.organization(), mail.id());
    return web.origin() + "/accept-invitation#token=" + token.value();
  }

  /**
   * What others have typed, as one short line: it stands in headers and in plain text, where
   * nothing escapes it. Without "://" mail programs make no link of it.
   */
  private static String line(String typed) {
    String clean = typed.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").replace("://", " ").strip();
    return clean.codePointCount(0, clean.length()) <= MAX_NAME
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, MAX_NAME)) + "…";
  }

  private static String withArticle(String role) {
    return switch (role) {
      case "owner", "admin" -> "an " + capitalized(role);
      default -> "a " + capitalized(role);
    };
  }

  private static String capitalized(String role) {
    return role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1);
  }

  private static String day(Instant instant) {
    return DAY.format(instant);
  }
}
