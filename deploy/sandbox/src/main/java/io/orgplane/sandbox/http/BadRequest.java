package io.orgplane.sandbox.http;

/**
 * What the caller sent cannot be used; the message is shown to the caller, so it holds no secret.
 */
public final class BadRequest extends RuntimeException {
  public BadRequest(String message) {
    super(message);
  }

  /** Refuses with {@code message} unless {@code holds}. */
  public static void unless(boolean holds, String message) {
    if (!holds) {
      throw new BadRequest(message);
    }
  }
}
