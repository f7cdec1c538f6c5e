package io.orgplane.byok.secret;

import io.orgplane.kit.id.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * Which secret, of whom, in which version. It is bound to the ciphertext and to its wrapped key as
 * associated data, so that a row copied to another organization, secret or version does not open.
 */
public record SecretRef(OrganizationId organization, UUID id, long version) {

  /** Before every other in their order. */
  static final SecretRef FIRST =
      new SecretRef(new OrganizationId(new UUID(0, 0)), new UUID(0, 0), 0);

  byte[] associatedData() {
    return "orgplane-byok|%s|%s|%d"
        .formatted(organization, id, version)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The same for AWS KMS, which takes it as an encryption context and writes it to CloudTrail. */
  public Map<String, String> encryptionContext() {
    return Map.of(
        "orgplane:organization",
        organization.toString(),
        "orgplane:secret",
        id.toString(),
        "orgplane:version",
        Long.toString(version));
  }
}
