package io.orgplane.membership.mail;

import io.orgplane.kit.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes the token of a waiting mail with AES-256-GCM, bound to its organization and its row: a
 * dump of the database holds no link that works, and a row moved elsewhere does not open.
 */
@ApplicationScoped
class Seal {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  Seal(SealingConfig config) {
    this.key = new SecretKeySpec(key(config.sealingKey()), "AES");
  }

  byte[] close(LinkToken token, OrganizationId organization, UUID mail) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] plain = token.value().getBytes(StandardCharsets.UTF_8);
    byte[] closed = run(Cipher.ENCRYPT_MODE, nonce, plain, organization, mail);
    return ByteBuffer.allocate(NONCE_BYTES + closed.length).put(nonce).put(closed).array();
  }

  LinkToken open(byte[] sealed, OrganizationId organization, UUID mail) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] closed = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    byte[] plain = run(Cipher.DECRYPT_MODE, nonce, closed, organization, mail);
    return new LinkToken(new String(plain, StandardCharsets.UTF_8));
  }

  private byte[] run(int mode, byte[] nonce, byte[] input, OrganizationId organization, UUID mail) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD((organization + "/" + mail).getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException("a sealed token cannot be handled", unusable);
    }
  }

  private static byte[] key(String base64) {
    byte[] decoded = decoded(base64);
    if (decoded.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "orgplane.invitations.sealing-key must be 32 bytes in base64");
    }
    return decoded;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException malformed) {
      return new byte[0];
    }
  }
}
