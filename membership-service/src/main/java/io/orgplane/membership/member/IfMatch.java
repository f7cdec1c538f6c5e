package io.orgplane.membership.member;

import io.orgplane.kit.problem.CommonProblem.PreconditionFailed;
import org.jspecify.annotations.Nullable;

/** Which version of a member the caller has read: {@code If-Match} of RFC 9110, section 13.1.1. */
record IfMatch(String value) {

  static final String HEADER = "If-Match";
  private static final String ANY = "*";

  /** For header parameters. */
  public static IfMatch fromString(String text) {
    return new IfMatch(text.strip());
  }

  static String etag(Member member) {
    return "\"" + member.version() + "\"";
  }

  static void check(@Nullable IfMatch seen, Member member) {
    if (seen != null && !seen.value().equals(ANY) && !seen.value().contains(etag(member))) {
      throw new PreconditionFailed();
    }
  }
}
