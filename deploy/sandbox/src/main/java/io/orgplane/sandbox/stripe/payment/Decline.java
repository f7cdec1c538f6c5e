package io.orgplane.sandbox.stripe.payment;

import io.orgplane.sandbox.stripe.api.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Why a card is refused.
 *
 * @param code the error's code
 * @param declineCode the issuer's reason, where the code is the general {@code card_declined}
 */
public record Decline(String code, @Nullable String declineCode, String message) {
  static Decline byIssuer(String declineCode, String message) {
    return new Decline("card_declined", declineCode, message);
  }

  public ApiError error() {
    return ApiError.card(code, declineCode, message);
  }
}
