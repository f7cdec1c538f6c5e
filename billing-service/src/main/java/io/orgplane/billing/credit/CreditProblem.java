package io.orgplane.billing.credit;

import io.orgplane.kit.problem.ProblemException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the pool refuses. */
public abstract sealed class CreditProblem extends ProblemException {

  private CreditProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 403: the plan has none, or it is on trial or not paid. */
  public static final class NoPayAsYouGo extends CreditProblem {
    public NoPayAsYouGo() {
      super(
          403,
          "plan-required",
          "Pay-as-you-go needs a paid plan that has it; it is locked on trial and while an invoice"
              + " is unpaid.");
    }
  }

  /** 402: not enough is left, or a debt has to be covered first. */
  public static final class Exhausted extends CreditProblem {
    private final @Nullable Instant nextGrantAt;

    public Exhausted(@Nullable Instant nextGrantAt) {
      super(402, "credits-exhausted", "The organization's credits do not suffice for this.");
      this.nextGrantAt = nextGrantAt;
    }

    @Override
    public Map<String, Object> members() {
      return nextGrantAt == null ? Map.of() : Map.of("nextGrantAt", nextGrantAt);
    }
  }
}
