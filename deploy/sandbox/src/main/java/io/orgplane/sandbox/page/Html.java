package io.orgplane.sandbox.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML from text that strangers wrote. Everything passes {@link #escaped}; the only markup made out
 * of a mail is a link around a web address.
 */
final class Html {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"']+");

  private Html() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Web addresses can be followed; found before escaping, so that none is cut at an entity. */
  static String linked(String text) {
    var html = new StringBuilder();
    var rest = 0;
    Matcher address = ADDRESS.matcher(text);
    while (address.find()) {
      var link = escaped(address.group());
      html.append(escaped(text.substring(rest, address.start())));
      html.append("<a rel=\"noreferrer\" href=\"%s\">%s</a>".formatted(link, link));
      rest = address.end();
    }
    return html.append(escaped(text.substring(rest))).toString();
  }
}
