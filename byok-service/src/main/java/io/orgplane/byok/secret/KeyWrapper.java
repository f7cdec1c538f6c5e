package io.orgplane.byok.secret;

import io.smallrye.mutiny.Uni;

/** The master key: makes data keys and opens the wrapped ones. It never leaves its keeper. */
public interface KeyWrapper {

  /** A new random 256-bit key for this secret, in clear and wrapped. */
  Uni<DataKey> generate(SecretRef secret);

  /**
   * Opens a key.
   *
   * @throws SecretUnreadable as a failure, when it was wrapped for another secret or by another
   *     master key
   */
  Uni<DataKey> unwrap(WrappedKey wrapped, SecretRef secret);
}
