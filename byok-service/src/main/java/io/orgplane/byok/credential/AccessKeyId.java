package io.orgplane.byok.credential;

import java.util.regex.Pattern;

/**
 * The public half of an AWS key pair. The prefix tells what it is: {@code AKIA} belongs to a user
 * for good, {@code ASIA} to a session (IAM user guide, "Unique identifiers").
 */
public record AccessKeyId(String value) {

  private static final Pattern FORM = Pattern.compile("A[KS]IA[A-Z0-9]{12,124}");
  private static final int SHOWN = 4;

  public AccessKeyId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not an access key id");
    }
  }

  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  public boolean isLongTerm() {
    return value.startsWith("AKIA");
  }

  /** Enough to tell two keys apart, as it is shown to people: {@code AKIA…WXYZ}. */
  public String masked() {
    return value.substring(0, SHOWN) + "…" + value.substring(value.length() - SHOWN);
  }

  @Override
  public String toString() {
    return masked();
  }
}
