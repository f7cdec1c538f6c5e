package io.orgplane.billing.payment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a call to the provider came to nothing, or to nobody knows what. */
public abstract sealed class PaymentFailure extends RuntimeException {

  private PaymentFailure(String message) {
    super(message, null, false, false);
  }

  @Override
  public final String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), "");
  }

  /** The card was refused. */
  public static final class Declined extends PaymentFailure {
    private final @Nullable String payUrl;

    /**
     * @param payUrl a page on which it can still be paid
     */
    public Declined(String message, @Nullable String payUrl) {
      super(message);
      this.payUrl = payUrl;
    }

    public @Nullable String payUrl() {
      return payUrl;
    }
  }

  /** The provider will not do it, however often it is asked. */
  public static final class Rejected extends PaymentFailure {
    public Rejected(String message) {
      super(message);
    }
  }

  /** Whether it had an effect is not known, and has to be looked up. */
  public static final class Unknown extends PaymentFailure {
    private final boolean answered;

    /**
     * @param answered the provider did answer the call that has the key, with a failure of its own
     *     that it will repeat under the same key
     */
    public Unknown(String message, boolean answered) {
      super(message);
      this.answered = answered;
    }

    public boolean wasAnswered() {
      return answered;
    }
  }
}
