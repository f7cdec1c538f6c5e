package io.orgplane.byok.connectiontest;

import io.orgplane.byok.cloud.FailureClass;
import java.util.List;

/** What a test says about the credential as a whole. */
public enum Finding {
  /** Everything passed. */
  WELL,
  /** It is accepted, but not everything works. */
  IMPAIRED,
  /** It is definitely not accepted, or no model works with it, and waiting does not help. */
  REFUSED,
  /** It has ended. */
  OVER,
  /** AWS was throttling or away: that says nothing about the credential. */
  UNANSWERED;

  static Finding of(List<Check> checks) {
    List<Check> failed = checks.stream().filter(check -> !check.ok()).toList();
    if (failed.isEmpty()) {
      return WELL;
    }
    if (has(failed, FailureClass.EXPIRED)) {
      return OVER;
    }
    if (has(failed, FailureClass.CREDENTIALS)) {
      return REFUSED;
    }
    if (failed.stream().allMatch(Finding::isPassing)) {
      return UNANSWERED;
    }
    return failed.stream().anyMatch(Finding::isPassing) || worksInPart(checks, failed)
        ? IMPAIRED
        : REFUSED;
  }

  /**
   * Some model answers, or all that is wrong is that the role is open to more than it should be: we
   * ourselves always bring the external id.
   */
  private static boolean worksInPart(List<Check> checks, List<Check> failed) {
    return checks.stream().anyMatch(check -> check.ok() && check.is(CheckName.CONVERSE))
        || failed.stream().allMatch(check -> check.is(CheckName.EXTERNAL_ID));
  }

  private static boolean isPassing(Check check) {
    return check.failureClass().filter(FailureClass::isPassing).isPresent();
  }

  private static boolean has(List<Check> failed, FailureClass wanted) {
    return failed.stream()
        .anyMatch(check -> check.failureClass().filter(wanted::equals).isPresent());
  }
}
