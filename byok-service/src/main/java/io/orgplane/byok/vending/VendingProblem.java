package io.orgplane.byok.vending;

import io.orgplane.byok.cloud.FailureClass;
import io.orgplane.kit.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why nothing is vended. */
public abstract sealed class VendingProblem extends ProblemException {

  private static final long serialVersionUID = 1L;

  private VendingProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /**
   * 409: the organization has a configuration of its own that does not work now. Its calls are not
   * moved to the platform's account behind its back.
   */
  public static final class NotActive extends VendingProblem {
    private static final long serialVersionUID = 1L;
    private final String status;
    private final @Nullable FailureClass failureClass;

    NotActive(String status, @Nullable FailureClass failureClass) {
      super(409, "byok-not-active", "The organization's own credentials cannot be used now.");
      this.status = status;
      this.failureClass = failureClass;
    }

    @Override
    public Map<String, Object> members() {
      Map<String, Object> members = new HashMap<>();
      members.put("byokStatus", status);
      if (failureClass != null) {
        members.put("failureClass", failureClass);
      }
      return members;
    }
  }
}
