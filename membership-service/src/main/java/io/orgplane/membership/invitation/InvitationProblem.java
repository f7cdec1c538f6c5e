package io.orgplane.membership.invitation;

import io.orgplane.kit.problem.ProblemException;

/** Why an invitation cannot be answered. Only somebody who holds its token sees these. */
abstract sealed class InvitationProblem extends ProblemException {

  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int GONE = 410;

  private InvitationProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  static final class Expired extends InvitationProblem {
    Expired() {
      super(GONE, "invitation-expired", "This invitation has expired. Ask to be invited again.");
    }
  }

  static final class Revoked extends InvitationProblem {
    Revoked() {
      super(GONE, "invitation-revoked", "This invitation was taken back.");
    }
  }

  static final class Superseded extends InvitationProblem {
    Superseded() {
      super(
          GONE,
          "invitation-superseded",
          "A newer mail was sent for this invitation. Use the link in that one.");
    }
  }

  static final class Used extends InvitationProblem {
    Used() {
      super(CONFLICT, "invitation-used", "This invitation has been answered already.");
    }
  }

  static final class EmailMismatch extends InvitationProblem {
    EmailMismatch() {
      super(
          FORBIDDEN,
          "invitation-email-mismatch",
          "This invitation is for another address. Sign in with the address that it was sent to.");
    }
  }

  static final class EmailNotVerified extends InvitationProblem {
    EmailNotVerified() {
      super(
          FORBIDDEN,
          "email-not-verified",
          "Confirm your email address first; the invitation stays open meanwhile.");
    }
  }
}
