package io.orgplane.bench.envelope;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM of the JDK under one key, with a random nonce and associated data for each text. */
final class RawCipher {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** As long as what the service binds a secret to. */
  private static final byte[] ASSOCIATED = "a".repeat(89).getBytes(StandardCharsets.US_ASCII);

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key = new SecretKeySpec(random(KEY_BYTES), "AES");

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sealed(byte[] nonce, byte[] ciphertext) {}

  Sealed seal(byte[] plaintext) {
    byte[] nonce = random(NONCE_BYTES);
    return new Sealed(nonce, run(Cipher.ENCRYPT_MODE, nonce, plaintext));
  }

  byte[] open(Sealed sealed) {
    return run(Cipher.DECRYPT_MODE, sealed.nonce(), sealed.ciphertext());
  }

  private byte[] run(int mode, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(ASSOCIATED);
      return cipher.doFinal(text);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private byte[] random(int bytes) {
    byte[] made = new byte[bytes];
    random.nextBytes(made);
    return made;
  }
}
