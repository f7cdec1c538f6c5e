package io.orgplane.sandbox.aws.iam;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;

/** New ids and secrets, in the shapes that AWS's have. */
public final class Credentials {
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_LENGTH = 16;
  private static final int SECRET_BYTES = 30;
  private static final int TOKEN_BYTES = 192;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Credentials() {}

  /** {@code AIDA}, {@code AROA} or {@code ASIA} and sixteen more. */
  public static String id(String prefix) {
    return RANDOM
        .ints(ID_LENGTH, 0, ID_ALPHABET.length())
        .mapToObj(i -> String.valueOf(ID_ALPHABET.charAt(i)))
        .collect(Collectors.joining("", prefix, ""));
  }

  static Secret secret() {
    return new Secret(random(SECRET_BYTES));
  }

  static Secret sessionToken() {
    return new Secret("IQoJb3JpZ2lu" + random(TOKEN_BYTES));
  }

  private static String random(int bytes) {
    var octets = new byte[bytes];
    RANDOM.nextBytes(octets);
    return Base64.getEncoder().withoutPadding().encodeToString(octets);
  }
}
