package io.orgplane.billing.operation;

import io.orgplane.billing.payment.PaymentProblem.ChangeRefused;
import io.orgplane.billing.payment.PaymentProblem.PaymentFailed;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** How an operation ended. */
sealed interface Ending {

  /** What the caller gets, now or when asking again. */
  JsonObject orThrow();

  /** It was done. */
  record Done(JsonObject answer) implements Ending {
    @Override
    public JsonObject orThrow() {
      return answer;
    }
  }

  /** The card was refused, or the provider will not do it. */
  record Refused(boolean declined, String detail, @Nullable String payUrl) implements Ending {

    static Refused of(JsonObject stored) {
      return new Refused(
          stored.getBoolean("declined"), stored.getString("detail"), stored.getString("payUrl"));
    }

    JsonObject json() {
      return new JsonObject().put("declined", declined).put("detail", detail).put("payUrl", payUrl);
    }

    @Override
    public JsonObject orThrow() {
      throw declined ? new PaymentFailed(detail, payUrl) : new ChangeRefused();
    }
  }
}
