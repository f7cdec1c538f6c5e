package io.orgplane.byok.cloud;

import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.RoleArn;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, and sessions that are less than what they are made of. Failures are {@link
 * CloudFailure}s.
 */
public interface SecurityTokens {

  /** The account that these keys belong to. */
  Uni<AccountId> accountOf(Keys keys, String region);

  /** The platform's own account. */
  Uni<AccountId> platformAccount();

  /** Becomes a role, as the platform. */
  Uni<Lease> assume(RoleSession wanted);

  /** A narrowed session of a user's long-term key. */
  Uni<Lease> federate(Keys keys, SessionPolicy policy, Duration lifetime, String region);

  /**
   * A session of a role to ask for.
   *
   * @param externalId what the role's trust policy demands; null for the platform's own role, and
   *     to find out whether a customer's could be assumed without
   * @param name how the session shows up in the account's CloudTrail
   */
  record RoleSession(
      RoleArn role,
      @Nullable String externalId,
      String name,
      SessionPolicy policy,
      Duration lifetime,
      String region) {

    public RoleSession withoutExternalId() {
      return new RoleSession(role, null, name, policy, lifetime, region);
    }
  }
}
