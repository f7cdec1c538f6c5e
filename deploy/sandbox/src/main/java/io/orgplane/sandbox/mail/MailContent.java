package io.orgplane.sandbox.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;

/**
 * The readable text of a MIME message: its first plain and its first HTML part, attachments aside.
 */
record MailContent(String text, String html) {
  private static final MailContent NONE = new MailContent("", "");

  static MailContent of(Part part) throws MessagingException, IOException {
    if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      return NONE;
    }
    return switch (part.getContent()) {
      case Multipart parts -> ofAll(parts);
      case String words when part.isMimeType("text/html") -> new MailContent("", words);
      case String words -> new MailContent(words, "");
      default -> NONE;
    };
  }

  private static MailContent ofAll(Multipart parts) throws MessagingException, IOException {
    var found = NONE;
    for (var i = 0; i < parts.getCount(); i++) {
      found = found.or(of(parts.getBodyPart(i)));
    }
    return found;
  }

  private MailContent or(MailContent later) {
    return new MailContent(text.isEmpty() ? later.text : text, html.isEmpty() ? later.html : html);
  }
}
