package io.orgplane.membership.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The mails' templates: one of each name in HTML and one in plain text. */
@CheckedTemplate(basePath = "mail", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Templates {

  private Templates() {}

  static native TemplateInstance invitation(
      String organization, String inviter, String role, String expires, String link);

  static native TemplateInstance seatLimit(String organization, String invited, String link);

  static native TemplateInstance removed(String organization);

  static native TemplateInstance ownership(String organization, String from, String to);
}
