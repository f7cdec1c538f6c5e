package io.orgplane.byok.vending;

import io.orgplane.byok.cloud.CloudAccess.Bearer;
import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.cloud.NarrowedSessions;
import io.orgplane.byok.cloud.SecurityTokens;
import io.orgplane.byok.configuration.StoredCredentials;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.byok.credential.Credential;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.RoleArn;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.externalid.ExternalIds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;

/** Makes a new session from what is stored. */
@ApplicationScoped
class Fetching {

  private static final String PLATFORM_ROLE = "orgplane-bedrock";

  private final StoredCredentials credentials;
  private final ExternalIds externalIds;
  private final NarrowedSessions sessions;
  private final SecurityTokens tokens;
  private final BedrockConfig bedrock;
  private final Clock clock;

  Fetching(
      StoredCredentials credentials,
      ExternalIds externalIds,
      NarrowedSessions sessions,
      SecurityTokens tokens,
      BedrockConfig bedrock,
      Clock clock) {
    this.credentials = credentials;
    this.externalIds = externalIds;
    this.sessions = sessions;
    this.tokens = tokens;
    this.bedrock = bedrock;
    this.clock = clock;
  }

  Uni<Lease> of(Source.Byok source) {
    return credentials.open(source.settings()).chain(credential -> of(source, credential));
  }

  /**
   * A key or role becomes a narrowed session. A temporary key cannot be narrowed or renewed, and a
   * Bedrock API key cannot be anything else: those are handed on as they are, the latter with a
   * time after which it must be asked for again.
   */
  private Uni<Lease> of(Source.Byok source, Credential credential) {
    Target target = source.settings().target();
    return switch (credential) {
      case Credential.Role role ->
          externalIds
              .require(source.organization())
              .chain(
                  externalId ->
                      sessions.ofRole(
                          source.organization(), role.arn(), externalId.value(), target));
      case Credential.AccessKey key ->
          sessions.ofUser(
              new Keys(key.id().value(), key.secret(), null),
              Objects.requireNonNull(source.settings().account()),
              target);
      case Credential.TemporaryKey key ->
          Uni.createFrom()
              .item(
                  new Lease(
                      new Keys(key.id().value(), key.secret(), key.token()), key.expiresAt()));
      case Credential.BedrockApiKey key ->
          Uni.createFrom()
              .item(
                  () ->
                      new Lease(
                          new Bearer(key.key()), clock.instant().plus(bedrock.sessionLifetime())));
    };
  }

  Uni<Lease> ofPlatform() {
    return platformRole().chain(role -> sessions.ofPlatform(role, platformTarget()));
  }

  Target platformTarget() {
    BedrockConfig.Platform platform = bedrock.platform();
    return new Target(platform.region(), InferenceProfile.of(platform.inferenceProfile()));
  }

  private Uni<RoleArn> platformRole() {
    return bedrock
        .platform()
        .roleArn()
        .map(arn -> Uni.createFrom().item(new RoleArn(arn)))
        .orElseGet(
            () -> tokens.platformAccount().map(account -> RoleArn.of(account, PLATFORM_ROLE)));
  }
}
