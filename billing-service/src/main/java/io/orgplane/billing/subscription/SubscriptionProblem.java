package io.orgplane.billing.subscription;

import io.orgplane.billing.limit.OverLimit;
import io.orgplane.kit.problem.ProblemException;
import java.util.List;
import java.util.Map;

/** What a subscription refuses. */
public abstract sealed class SubscriptionProblem extends ProblemException {

  private SubscriptionProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 409: more is in use than this would allow. */
  public static final class TooMuchInUse extends SubscriptionProblem {
    private final List<OverLimit> over;

    public TooMuchInUse(OverLimit over) {
      super(409, "over-limit", "More is in use than this allows; see overLimit.");
      this.over = List.of(over);
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("overLimit", over);
    }
  }

  /** 403: the plan does not have it. */
  public static final class PlanRequired extends SubscriptionProblem {
    public PlanRequired(String detail) {
      super(403, "plan-required", detail);
    }
  }

  /** 409: it would be less than before, which happens at renewal only. */
  public static final class OnlyAtRenewal extends SubscriptionProblem {
    public OnlyAtRenewal(String detail) {
      super(409, "conflict", detail);
    }
  }

  /** 402: an invoice is unpaid; nothing can be added until it is paid. */
  public static final class Owing extends SubscriptionProblem {
    public Owing() {
      super(402, "payment-required", "An invoice is unpaid. Pay it in the billing portal first.");
    }
  }
}
