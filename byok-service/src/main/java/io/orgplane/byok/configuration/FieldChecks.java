package io.orgplane.byok.configuration;

import io.orgplane.byok.credential.AccessKeyId;
import io.orgplane.byok.secret.Secret;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.kit.problem.Problem.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, field by field; each method returns null where it has complained. */
final class FieldChecks {

  /** Session tokens have no documented maximum; those of STS are well below this. */
  private static final int LONGEST_SECRET = 8_192;

  private static final int SHORTEST_SECRET = 16;

  private final List<Violation> violations = new ArrayList<>();

  void violation(String field, String message) {
    violations.add(new Violation(field, message));
  }

  void throwIfAny() {
    if (!violations.isEmpty()) {
      throw new ValidationFailed(violations);
    }
  }

  <T> @Nullable T required(String field, @Nullable T value) {
    if (value == null) {
      violation(field, "is required");
    }
    return value;
  }

  /**
   * @param longTerm whether it must be a user's ({@code AKIA…}) or a session's ({@code ASIA…})
   */
  @Nullable AccessKeyId accessKeyId(String field, @Nullable String value, boolean longTerm) {
    String given = required(field, value);
    if (given == null) {
      return null;
    }
    if (!AccessKeyId.isOne(given) || new AccessKeyId(given).isLongTerm() != longTerm) {
      violation(
          field,
          longTerm
              ? "must be a long-term access key id, AKIA…; an ASIA… key is a temporary-key"
              : "must be a temporary access key id, ASIA…; an AKIA… key is an access-key");
      return null;
    }
    return new AccessKeyId(given);
  }

  @Nullable Secret secret(String field, @Nullable Secret value) {
    Secret given = required(field, value);
    if (given == null) {
      return null;
    }
    String text = given.reveal();
    boolean fits =
        text.length() >= SHORTEST_SECRET
            && text.length() <= LONGEST_SECRET
            && text.chars().allMatch(each -> each > ' ' && each <= '~');
    if (!fits) {
      violation(field, "must be 16 to 8192 printable ASCII characters without blanks");
      return null;
    }
    return given;
  }

  @Nullable Instant future(String field, @Nullable Instant value, Instant now) {
    Instant given = required(field, value);
    if (given != null && !given.isAfter(now)) {
      violation(field, "must be in the future");
      return null;
    }
    return given;
  }
}
