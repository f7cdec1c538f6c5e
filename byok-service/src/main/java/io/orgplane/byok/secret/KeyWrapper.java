package io.orgplane.byok.secret;

import io.smallrye.mutiny.Uni;

/**
 * The master key: makes data keys, opens the wrapped ones, and wraps them anew. It never leaves its
 * keeper. What an older one has wrapped opens for as long as that one is kept.
 */
public interface KeyWrapper {

  /** A new random 256-bit key for this secret, in clear and wrapped. */
  Uni<DataKey> generate(SecretRef secret);

  /**
   * Opens a key.
   *
   * @throws SecretUnreadable as a failure, when it was wrapped for another secret or by a master
   *     key that is not kept any more
   */
  Uni<DataKey> unwrap(WrappedKey wrapped, SecretRef secret);

  /**
   * Wraps a key that there is already under the newest master key.
   *
   * @param key in clear; it stays its owner's to wipe
   */
  Uni<WrappedKey> wrap(byte[] key, SecretRef secret);

  /** The id of the newest master key: that of everything it has wrapped. */
  Uni<String> newest();
}
