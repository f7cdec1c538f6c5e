package io.orgplane.byok.secret;

/**
 * A secret as it is stored.
 *
 * @param algorithm how it was sealed, so that another one can come later
 */
public record SealedSecret(SecretRef ref, String algorithm, WrappedKey key, AesGcm.Sealed sealed) {

  @Override
  public String toString() {
    return "SealedSecret[" + ref.id() + "]";
  }
}
