package io.orgplane.membership.member;

import io.orgplane.kit.problem.ProblemException;

/** Why memberships stay as they are. */
abstract sealed class MemberProblem extends ProblemException {

  private MemberProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 409: an organization always has an Owner. */
  static final class LastOwner extends MemberProblem {
    LastOwner() {
      super(
          409,
          "last-owner",
          "This is the organization's last Owner. Make somebody else an Owner first.");
    }
  }
}
