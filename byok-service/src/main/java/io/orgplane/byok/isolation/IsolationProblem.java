package io.orgplane.byok.isolation;

import io.orgplane.kit.problem.ProblemException;
import java.util.Map;

/** What one organization cannot have now. */
public abstract sealed class IsolationProblem extends ProblemException {

  private static final long serialVersionUID = 1L;

  private IsolationProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 429: a test takes seconds and calls models; only a few run at a time. */
  public static final class TooManyTests extends IsolationProblem {
    private static final long serialVersionUID = 1L;

    TooManyTests() {
      super(
          429,
          "too-many-tests",
          "Too many connection tests of this organization run at once. Wait for one to end.");
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Retry-After", "5");
    }
  }
}
