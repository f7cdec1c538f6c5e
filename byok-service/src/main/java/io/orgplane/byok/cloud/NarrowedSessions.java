package io.orgplane.byok.cloud;

import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.cloud.SecurityTokens.RoleSession;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.BedrockConfig;
import io.orgplane.byok.credential.RoleArn;
import io.orgplane.byok.credential.Target;
import io.orgplane.kit.id.OrganizationId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The sessions that models are invoked with: short, and able to invoke the required models and
 * nothing else. The connection test makes them in the same way as vending does.
 */
@ApplicationScoped
public class NarrowedSessions {

  private static final String NAME_PREFIX = "orgplane-";
  private static final String PLATFORM = "orgplane-platform";

  private final SecurityTokens tokens;
  private final BedrockConfig bedrock;

  NarrowedSessions(SecurityTokens tokens, BedrockConfig bedrock) {
    this.tokens = tokens;
    this.bedrock = bedrock;
  }

  /**
   * Of a user's key, by GetFederationToken: the only call that narrows a long-term key by a policy.
   * GetSessionToken takes none and would hand on all that the user may do.
   */
  public Uni<Lease> ofUser(Keys keys, AccountId account, Target target) {
    return tokens.federate(
        keys, policy(account, target), bedrock.sessionLifetime(), target.region());
  }

  /** Of a customer's role, under the organization's external id. */
  public Uni<Lease> ofRole(
      OrganizationId organization, RoleArn role, String externalId, Target target) {
    return tokens.assume(roleSession(organization, role, externalId, target));
  }

  /** Of the platform's own role. */
  public Uni<Lease> ofPlatform(RoleArn role, Target target) {
    return tokens.assume(
        new RoleSession(
            role,
            null,
            PLATFORM,
            policy(role.account(), target),
            bedrock.sessionLifetime(),
            target.region()));
  }

  /** What {@link #ofRole} asks for. The name tells the customer's CloudTrail which organization. */
  public RoleSession roleSession(
      OrganizationId organization, RoleArn role, String externalId, Target target) {
    return new RoleSession(
        role,
        externalId,
        NAME_PREFIX + organization,
        policy(role.account(), target),
        bedrock.sessionLifetime(),
        target.region());
  }

  private SessionPolicy policy(AccountId account, Target target) {
    return SessionPolicy.invoking(bedrock.requiredModels(), account, target);
  }
}
