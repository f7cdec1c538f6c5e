package io.orgplane.membership.seat;

import io.orgplane.kit.problem.ProblemException;

/** Why nobody can become a member now. */
public abstract sealed class SeatProblem extends ProblemException {

  private SeatProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 409: every seat is taken. Once there is one more, the same call works. */
  public static final class SeatLimitReached extends SeatProblem {
    public SeatLimitReached() {
      super(
          409,
          "seat-limit-reached",
          "Every seat of this organization is taken. Its Owners have been told; the same link works"
              + " once there is a seat.");
    }
  }

  /** 409: billing has stopped changes until it is paid. */
  public static final class OrganizationReadOnly extends SeatProblem {
    public OrganizationReadOnly() {
      super(
          409,
          "organization-read-only",
          "This organization is read-only until its subscription is in order again.");
    }
  }
}
