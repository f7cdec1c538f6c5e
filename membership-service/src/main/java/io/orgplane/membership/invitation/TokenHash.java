package io.orgplane.membership.invitation;

import io.orgplane.membership.mail.LinkToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * All that we keep of a token. Tokens are 256 random bits, so a plain SHA-256 is as hard to turn
 * back as guessing one.
 */
final class TokenHash {

  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenHash() {}

  static LinkToken newToken() {
    byte[] bits = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bits);
    return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  static byte[] of(LinkToken token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(token.value().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
