package io.orgplane.org.organization;

import io.orgplane.kit.problem.ProblemException;

/** Why something cannot be done with an organization. */
public abstract sealed class OrganizationProblem extends ProblemException {

  private OrganizationProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 409: it can be read and deleted, and nothing else, until what is owed has been paid. */
  public static final class ReadOnly extends OrganizationProblem {
    public ReadOnly() {
      super(
          409,
          "organization-read-only",
          "The organization is read-only until its subscription is paid.");
    }
  }

  /** 403: events about an Owner carry their address, so somebody without one cannot be Owner. */
  public static final class NoAddress extends OrganizationProblem {
    public NoAddress() {
      super(403, "forbidden", "Your account has no e-mail address, which an Owner needs. Add one.");
    }
  }
}
