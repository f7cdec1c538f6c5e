package io.orgplane.org.workspace;

import io.orgplane.kit.problem.ProblemException;

/** Why something cannot be done with a workspace. */
abstract sealed class WorkspaceProblem extends ProblemException {

  private WorkspaceProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 409: the plan has no room for another. */
  static final class LimitReached extends WorkspaceProblem {
    LimitReached(long workspaces, String plan) {
      super(
          409,
          "workspace-limit-reached",
          "The organization has %d workspaces, as many as its plan (%s) allows."
              .formatted(workspaces, plan));
    }
  }

  /** 409: another workspace of the organization has that name, in whatever case. */
  static final class NameTaken extends WorkspaceProblem {
    NameTaken() {
      super(409, "conflict", "The organization has a workspace of this name already.");
    }
  }

  /** 409: an organization that has had a workspace keeps one. */
  static final class LastWorkspace extends WorkspaceProblem {
    LastWorkspace() {
      super(
          409, "last-workspace", "This is the last workspace. Create another one before deleting.");
    }
  }

  /** 409: it is one of those beyond what the plan allows, and can only be read or deleted. */
  static final class OverLimit extends WorkspaceProblem {
    OverLimit() {
      super(
          409,
          "over-limit",
          "The organization has more workspaces than its plan allows, and this one is read-only.");
    }
  }
}
