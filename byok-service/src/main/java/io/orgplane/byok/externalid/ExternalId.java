package io.orgplane.byok.externalid;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What a customer's role must demand of us, so that nobody else's organization can send us into
 * their account (IAM user guide, "The confused deputy problem"). Ours, one per organization, and
 * unguessable; within STS's alphabet for it ({@code [\w+=,.@:/-]}, 2 to 1,224 characters).
 */
public record ExternalId(String value) {

  private static final String PREFIX = "orgplane-";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  static ExternalId generate() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return new ExternalId(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  @Override
  public String toString() {
    return value;
  }
}
