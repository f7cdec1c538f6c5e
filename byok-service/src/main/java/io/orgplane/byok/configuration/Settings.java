package io.orgplane.byok.configuration;

import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.Credential;
import io.orgplane.byok.credential.CredentialKind;
import io.orgplane.byok.credential.RoleArn;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.secret.SecretRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is configured, without its secret.
 *
 * @param account the pinned one; null for a Bedrock API key
 * @param maskedKeyId enough of the access key id for a person to recognise it
 * @param role for a role
 * @param expiresAt for a temporary key
 * @param secret where the secret is; null for a role, which has none
 */
public record Settings(
    CredentialKind kind,
    Target target,
    @Nullable AccountId account,
    @Nullable String maskedKeyId,
    @Nullable RoleArn role,
    @Nullable Instant expiresAt,
    @Nullable SecretRef secret) {

  static Settings of(
      Credential credential,
      Target target,
      @Nullable AccountId account,
      @Nullable SecretRef secret) {
    return switch (credential) {
      case Credential.AccessKey key ->
          new Settings(key.kind(), target, account, key.id().masked(), null, null, secret);
      case Credential.TemporaryKey key ->
          new Settings(
              key.kind(), target, account, key.id().masked(), null, key.expiresAt(), secret);
      case Credential.Role role ->
          new Settings(role.kind(), target, account, null, role.arn(), null, null);
      case Credential.BedrockApiKey key ->
          new Settings(key.kind(), target, account, null, null, null, secret);
    };
  }

  boolean hasExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
