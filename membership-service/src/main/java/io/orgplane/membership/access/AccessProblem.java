package io.orgplane.membership.access;

import io.orgplane.kit.problem.ProblemException;
import java.util.Map;

/** Why a question has no answer. */
abstract sealed class AccessProblem extends ProblemException {

  private AccessProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 409: answers are never behind the memberships, so nobody can have seen that version. */
  static final class VersionNotReached extends AccessProblem {
    private final long version;

    VersionNotReached(long version) {
      super(
          409,
          "version-not-reached",
          "The memberships of this organization are not at the minimumVersion that you ask for."
              + " Check from where you have it, or ask without one.");
      this.version = version;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("membershipVersion", version);
    }
  }
}
