package io.orgplane.byok.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a random 96-bit nonce. Every data key seals
 * one secret once, so nonces cannot collide there; the local master key wraps few enough keys
 * (section 8.3: below 2^32).
 */
final class AesGcm {

  static final String NAME = "AES-256-GCM";
  static final int KEY_BYTES = 32;

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AesGcm() {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sealed(byte[] nonce, byte[] ciphertext) {}

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  static Sealed seal(byte[] key, byte[] plaintext, byte[] associatedData) {
    byte[] nonce = random(NONCE_BYTES);
    try {
      return new Sealed(
          nonce, cipher(Cipher.ENCRYPT_MODE, key, nonce, associatedData).doFinal(plaintext));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has AES-GCM", impossible);
    }
  }

  static byte[] open(byte[] key, Sealed sealed, byte[] associatedData, SecretRef secret) {
    try {
      return cipher(Cipher.DECRYPT_MODE, key, sealed.nonce(), associatedData)
          .doFinal(sealed.ciphertext());
    } catch (GeneralSecurityException forged) {
      throw new SecretUnreadable(secret);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associatedData)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associatedData);
    return cipher;
  }
}
