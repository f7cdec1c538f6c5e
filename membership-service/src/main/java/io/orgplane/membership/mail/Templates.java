package io.orgplane.membership.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The mails' templates: one of each name in HTML and one in plain text. */
@CheckedTemplate(basePath = "mail", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Templates {

  private Templates() {}

  static native TemplateInstance invitation(
      Brand brand, String organization, String inviter, String role, String expires, String link);

  static native TemplateInstance reminder(
      Brand brand, String organization, String inviter, String role, String expires, String link);

  static native TemplateInstance withdrawn(Brand brand, String organization);

  static native TemplateInstance seatLimit(
      Brand brand, String organization, String invited, boolean readOnly, String link);

  static native TemplateInstance removed(Brand brand, String organization);

  static native TemplateInstance ownership(
      Brand brand, String organization, String from, String to);

  static native TemplateInstance notice(
      Brand brand,
      String organization,
      String subject,
      List<String> paragraphs,
      String linkText,
      String link);
}
