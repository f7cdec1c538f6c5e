package io.orgplane.byok.secret;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Envelope encryption: each secret under a key of its own, which the master key wraps. */
@ApplicationScoped
public class Envelope {

  private final KeyWrapper masterKey;

  public Envelope(KeyWrapper masterKey) {
    this.masterKey = masterKey;
  }

  /** Asks the master key; never call it inside a transaction. */
  public Uni<SealedSecret> seal(SecretRef ref, byte[] plaintext) {
    return masterKey.generate(ref).map(key -> seal(ref, key, plaintext));
  }

  /** Asks the master key; never call it inside a transaction. */
  public Uni<byte[]> open(SealedSecret secret) {
    if (!secret.algorithm().equals(AesGcm.NAME)) {
      return Uni.createFrom().failure(new SecretUnreadable(secret.ref()));
    }
    return masterKey.unwrap(secret.key(), secret.ref()).map(key -> open(secret, key));
  }

  /** The same data key under the newest master key; the ciphertext stays as it is. */
  Uni<WrappedKey> rewrap(SealedSecret secret) {
    return masterKey
        .unwrap(secret.key(), secret.ref())
        .chain(
            key ->
                masterKey.wrap(key.plaintext(), secret.ref()).onTermination().invoke(key::close));
  }

  private static SealedSecret seal(SecretRef ref, DataKey key, byte[] plaintext) {
    try (key) {
      return new SealedSecret(
          ref,
          AesGcm.NAME,
          key.wrapped(),
          AesGcm.seal(key.plaintext(), plaintext, ref.associatedData()));
    }
  }

  private static byte[] open(SealedSecret secret, DataKey key) {
    try (key) {
      return AesGcm.open(
          key.plaintext(), secret.sealed(), secret.ref().associatedData(), secret.ref());
    }
  }
}
