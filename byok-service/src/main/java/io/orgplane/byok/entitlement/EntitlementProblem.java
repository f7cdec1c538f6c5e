package io.orgplane.byok.entitlement;

import io.orgplane.kit.problem.ProblemException;

/** What the plan does not allow. */
public abstract sealed class EntitlementProblem extends ProblemException {

  private static final long serialVersionUID = 1L;

  private EntitlementProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 402, because paying is what removes it; a 403 would say that somebody else may. */
  public static final class PlanRequired extends EntitlementProblem {
    private static final long serialVersionUID = 1L;

    PlanRequired() {
      super(
          402, "plan-required", "Bring-your-own-key is part of the plans Business and Enterprise.");
    }
  }

  /** 409, as everywhere in the suite: an unpaid organization is looked at, not changed. */
  public static final class OrganizationReadOnly extends EntitlementProblem {
    private static final long serialVersionUID = 1L;

    OrganizationReadOnly() {
      super(
          409,
          "organization-read-only",
          "The organization is read-only until its invoice is paid; nothing can be changed.");
    }
  }
}
