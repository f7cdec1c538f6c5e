package io.orgplane.kit.csv;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in
 * front: names are typed by people, and whoever opens the export must not run what they wrote
 * (OWASP, "CSV Injection"). Numbers and times are written as they are, so that they can be computed
 * with.
 */
public final class Csv {

  /** Of an export; UTF-8, with a header line (RFC 4180, section 3). */
  public static final String MEDIA_TYPE = "text/csv";

  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
  private static final String LINE_END = "\r\n";

  private Csv() {}

  /** One line with its end; null is an empty field. */
  public static String line(@Nullable Object... fields) {
    return Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(",", "", LINE_END));
  }

  private static String field(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case CharSequence text -> quoted(harmless(text.toString()));
      default -> quoted(value.toString());
    };
  }

  private static String harmless(String text) {
    boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean plain =
        text.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
