package io.orgplane.byok.vending;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.byok.cloud.CloudAccess.Bearer;
import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.cloud.NarrowedSessions;
import io.orgplane.byok.cloud.SecurityTokens;
import io.orgplane.byok.configuration.Configuration;
import io.orgplane.byok.configuration.Configurations;
import io.orgplane.byok.configuration.Settings;
import io.orgplane.byok.configuration.StoredCredentials;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.byok.credential.Credential;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.RoleArn;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.externalid.ExternalIds;
import io.orgplane.byok.isolation.Accounts;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;

/** Makes a new session from what is stored. */
@ApplicationScoped
class Fetching {

  private static final String PLATFORM_ROLE = "orgplane-bedrock";

  private final Transactions transactions;
  private final Configurations configurations;
  private final StoredCredentials credentials;
  private final ExternalIds externalIds;
  private final NarrowedSessions sessions;
  private final SecurityTokens tokens;
  private final Accounts accounts;
  private final BedrockConfig bedrock;
  private final ObjectMapper json;
  private final Clock clock;

  Fetching(
      Transactions transactions,
      Configurations configurations,
      StoredCredentials credentials,
      ExternalIds externalIds,
      NarrowedSessions sessions,
      SecurityTokens tokens,
      Accounts accounts,
      BedrockConfig bedrock,
      ObjectMapper json,
      Clock clock) {
    this.transactions = transactions;
    this.configurations = configurations;
    this.credentials = credentials;
    this.externalIds = externalIds;
    this.sessions = sessions;
    this.tokens = tokens;
    this.accounts = accounts;
    this.bedrock = bedrock;
    this.json = json;
    this.clock = clock;
  }

  /** Of that very generation, or it fails with {@link Moved}. */
  Uni<Vended> of(Source.Byok source) {
    return accounts.call(source.organization(), source.generation(), () -> fetch(source));
  }

  private Uni<Vended> fetch(Source.Byok source) {
    return transactions
        .in(source.organization(), tx -> configurations.find(tx, source.organization()))
        .map(
            found ->
                found
                    .filter(present -> present.generation() == source.generation())
                    .flatMap(Configuration::settings)
                    .orElseThrow(Moved::new))
        .chain(settings -> fetch(source.organization(), settings));
  }

  private Uni<Vended> fetch(OrganizationId organization, Settings settings) {
    return credentials
        .open(settings)
        .chain(credential -> lease(organization, settings, credential))
        .map(lease -> vended(true, lease, settings.target()));
  }

  /**
   * A key or role becomes a narrowed session. A temporary key cannot be narrowed or renewed, and a
   * Bedrock API key cannot be anything else: those are handed on as they are, the latter with a
   * time after which it must be asked for again.
   */
  private Uni<Lease> lease(OrganizationId organization, Settings settings, Credential credential) {
    Target target = settings.target();
    return switch (credential) {
      case Credential.Role role ->
          externalIds
              .require(organization)
              .chain(
                  externalId ->
                      sessions.ofRole(organization, role.arn(), externalId.value(), target));
      case Credential.AccessKey key ->
          sessions.ofUser(
              new Keys(key.id().value(), key.secret(), null),
              Objects.requireNonNull(settings.account()),
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

  Uni<Vended> ofPlatform(Target target) {
    return platformRole()
        .chain(role -> sessions.ofPlatform(role, target))
        .map(lease -> vended(false, lease, target));
  }

  Target platformTarget() {
    BedrockConfig.Platform platform = bedrock.platform();
    return new Target(platform.region(), InferenceProfile.of(platform.inferenceProfile()));
  }

  private Vended vended(boolean own, Lease lease, Target target) {
    return Vended.of(
        new CredentialsView(own, lease, target, bedrock.modelsThrough(target.profile())), json);
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
