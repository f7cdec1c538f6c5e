package io.orgplane.sandbox.aws.kms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A ciphertext blob: one octet of format, the key's id, a nonce, then AES-256-GCM whose associated
 * data are the key and the encryption context, so that neither can be exchanged.
 */
final class Ciphertext {
  private static final byte FORMAT = 1;
  private static final int NONCE = 12;
  private static final int HEADER = 1 + 2 * Long.BYTES;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ciphertext() {}

  static byte[] encrypt(KmsKey key, byte[] plaintext, Map<String, String> context) {
    var nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plaintext);
      return ByteBuffer.allocate(HEADER + NONCE + sealed.length)
          .put(FORMAT)
          .putLong(key.id().getMostSignificantBits())
          .putLong(key.id().getLeastSignificantBits())
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Optional<UUID> keyOf(byte[] blob) {
    if (blob.length <= HEADER + NONCE || blob[0] != FORMAT) {
      return Optional.empty();
    }
    var id = ByteBuffer.wrap(blob, 1, 2 * Long.BYTES);
    return Optional.of(new UUID(id.getLong(), id.getLong()));
  }

  static byte[] decrypt(KmsKey key, byte[] blob, Map<String, String> context) {
    var nonce = new byte[NONCE];
    System.arraycopy(blob, HEADER, nonce, 0, NONCE);
    var from = HEADER + NONCE;
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, context)
          .doFinal(blob, from, blob.length - from);
    } catch (GeneralSecurityException unauthentic) {
      throw KmsProblems.invalidCiphertext();
    }
  }

  private static Cipher cipher(int mode, KmsKey key, byte[] nonce, Map<String, String> context)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.material(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associated(key, context));
    return cipher;
  }

  /** Each part behind its length, so that no two contexts read alike; order does not matter. */
  private static byte[] associated(KmsKey key, Map<String, String> context) {
    var octets = new ByteArrayOutputStream();
    part(octets, key.arn());
    new TreeMap<>(context)
        .forEach(
            (name, value) -> {
              part(octets, name);
              part(octets, value);
            });
    return octets.toByteArray();
  }

  private static void part(ByteArrayOutputStream octets, String text) {
    var part = text.getBytes(StandardCharsets.UTF_8);
    octets.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    octets.writeBytes(part);
  }
}
