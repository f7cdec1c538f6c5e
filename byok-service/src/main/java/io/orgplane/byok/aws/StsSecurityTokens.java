package io.orgplane.byok.aws;

import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.cloud.FailureClass;
import io.orgplane.byok.cloud.SecurityTokens;
import io.orgplane.byok.cloud.SessionPolicy;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.secret.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.Credentials;

/** AWS Security Token Service, at the regional endpoint of the customer's choice. */
@ApplicationScoped
class StsSecurityTokens implements SecurityTokens {

  private static final String STS = "sts";

  /** How federated sessions show up in the customer's CloudTrail. */
  private static final String FEDERATED_NAME = "orgplane";

  private final AwsClients clients;
  private final AwsCalls calls;
  private final AwsConfig config;
  private volatile @Nullable AccountId platform;

  StsSecurityTokens(AwsClients clients, AwsCalls calls, AwsConfig config) {
    this.clients = clients;
    this.calls = calls;
    this.config = config;
  }

  @Override
  public Uni<AccountId> accountOf(Keys keys, String region) {
    return calls
        .call(
            STS,
            "GetCallerIdentity",
            () ->
                clients
                    .sts(region)
                    .getCallerIdentity(ask -> ask.overrideConfiguration(ExplicitIdentity.of(keys))))
        .map(answer -> new AccountId(answer.account()));
  }

  @Override
  public Uni<AccountId> platformAccount() {
    AccountId known = platform;
    return known == null
        ? accountOf(PlatformKeys.of(config), config.region())
            .invoke(found -> platform = found)
            .onFailure(CloudFailure.class)
            .transform(StsSecurityTokens::ours)
        : Uni.createFrom().item(known);
  }

  @Override
  public Uni<Lease> assume(RoleSession wanted) {
    return calls
        .call(
            STS,
            "AssumeRole",
            () ->
                clients
                    .sts(wanted.region())
                    .assumeRole(
                        ask ->
                            ask.roleArn(wanted.role().value())
                                .roleSessionName(wanted.name())
                                .externalId(wanted.externalId())
                                .policy(wanted.policy().json())
                                .durationSeconds(Math.toIntExact(wanted.lifetime().toSeconds()))
                                .overrideConfiguration(
                                    ExplicitIdentity.of(PlatformKeys.of(config)))))
        .onFailure(CloudFailure.class)
        .transform(StsSecurityTokens::ours)
        .map(answer -> lease(answer.credentials(), wanted.lifetime()));
  }

  @Override
  public Uni<Lease> federate(Keys keys, SessionPolicy policy, Duration lifetime, String region) {
    return calls
        .call(
            STS,
            "GetFederationToken",
            () ->
                clients
                    .sts(region)
                    .getFederationToken(
                        ask ->
                            ask.name(FEDERATED_NAME)
                                .policy(policy.json())
                                .durationSeconds(Math.toIntExact(lifetime.toSeconds()))
                                .overrideConfiguration(ExplicitIdentity.of(keys))))
        .map(answer -> lease(answer.credentials(), lifetime));
  }

  private static Lease lease(Credentials session, Duration lifetime) {
    return new Lease(
        new Keys(
            session.accessKeyId(),
            new Secret(session.secretAccessKey()),
            new Secret(session.sessionToken())),
        session.expiration(),
        lifetime);
  }

  /** Where the platform's own key is refused, the customer is not to blame. */
  private static Throwable ours(Throwable failure) {
    if (!(failure instanceof CloudFailure known)) {
      return failure;
    }
    return switch (known.failureClass()) {
      case CREDENTIALS, EXPIRED -> CloudFailure.of(FailureClass.OUTAGE);
      case POLICY, ORGANIZATION_POLICY, MODEL_ACCESS, INFERENCE_PROFILE, THROTTLED, OUTAGE -> known;
    };
  }
}
