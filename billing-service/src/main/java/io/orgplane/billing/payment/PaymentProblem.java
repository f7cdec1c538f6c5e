package io.orgplane.billing.payment;

import io.orgplane.kit.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller is told about money. */
public abstract sealed class PaymentProblem extends ProblemException {

  private PaymentProblem(int status, String code, String detail) {
    super(status, code, detail);
  }

  /** 402: there is nothing yet that could be changed; buy first. */
  public static final class PaymentRequired extends PaymentProblem {
    public PaymentRequired(String detail) {
      super(402, "payment-required", detail);
    }
  }

  /** 402: the card was refused. Nothing has changed; with a page to pay on, it still can. */
  public static final class PaymentFailed extends PaymentProblem {
    private final @Nullable String payUrl;

    public PaymentFailed(String detail, @Nullable String payUrl) {
      super(402, "payment-failed", detail);
      this.payUrl = payUrl;
    }

    @Override
    public Map<String, Object> members() {
      return payUrl == null ? Map.of() : Map.of("payUrl", payUrl);
    }
  }

  /** 409: the provider refused the change as such. */
  public static final class ChangeRefused extends PaymentProblem {
    public ChangeRefused() {
      super(409, "conflict", "The payment provider refuses this change.");
    }
  }

  /** 400: a notice without a signature of the provider that holds. */
  public static final class ForgedNotice extends PaymentProblem {
    public ForgedNotice() {
      super(400, "validation-failed", "The signature of this notice does not hold.");
    }
  }
}
