package io.orgplane.sandbox.stripe.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Exactly the configured secret key, as Bearer token or as the user name of Basic. */
final class Authentication {
  private final String secretKey;

  Authentication(String secretKey) {
    this.secretKey = secretKey;
  }

  void check(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw ApiError.unauthorized(
          "You did not provide an API key: send it as 'Authorization: Bearer sk_…'.");
    }
    String key = keyOf(header);
    if (!MessageDigest.isEqual(bytes(key), bytes(secretKey))) {
      throw ApiError.unauthorized("Invalid API Key provided: " + masked(key));
    }
  }

  private static String keyOf(String header) {
    int space = header.indexOf(' ');
    String scheme = space < 0 ? header : header.substring(0, space);
    String rest = space < 0 ? "" : header.substring(space + 1).trim();
    if (scheme.equalsIgnoreCase("Bearer")) {
      return rest;
    }
    if (scheme.equalsIgnoreCase("Basic")) {
      return userName(rest);
    }
    throw ApiError.unauthorized("The Authorization header must use Basic or Bearer.");
  }

  private static String userName(String encoded) {
    try {
      String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return colon < 0 ? decoded : decoded.substring(0, colon);
    } catch (IllegalArgumentException notBase64) {
      throw ApiError.unauthorized("The Basic credentials are not base64.");
    }
  }

  private static String masked(String key) {
    return key.length() <= 12
        ? "*".repeat(key.length())
        : key.substring(0, 8) + "****" + key.substring(key.length() - 4);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
