package io.orgplane.kit.idempotency;

import io.orgplane.kit.problem.CommonProblem.ValidationFailed;

/**
 * What a client sends as {@code Idempotency-Key}: up to 255 printable ASCII characters of its own
 * choosing (draft-ietf-httpapi-idempotency-key-header; Stripe's limit).
 */
public record IdempotencyKey(String value) {

  /** The header's name. */
  public static final String HEADER = "Idempotency-Key";

  private static final int MAX_LENGTH = 255;

  public IdempotencyKey {
    if (value.isBlank()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(each -> each >= ' ' && each <= '~')) {
      throw new ValidationFailed(HEADER, "must be 1 to 255 printable ASCII characters");
    }
  }
}
