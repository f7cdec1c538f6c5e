package io.orgplane.sandbox.aws.iam;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who sends a request, with the ARN and id that GetCallerIdentity tells. */
public sealed interface Caller {
  AccountId account();

  String arn();

  /** The unique id: {@code AIDA…}, {@code AROA…:session}, {@code account:name}. */
  String uniqueId();

  /** Every ARN by which a trust policy can mean exactly this caller. */
  Set<String> trustedAs();

  /** The value of {@code aws:PrincipalArn}: for a session the role, not the session. */
  String principalArn();

  /** What narrows this caller beyond its own policies, if anything does. */
  @Nullable PolicyDocument sessionPolicy();

  /** An IAM user, with its own key or, {@code temporary}, with a session of GetSessionToken. */
  record User(AccountId account, String name, String uniqueId, boolean temporary)
      implements Caller {
    @Override
    public String arn() {
      return account.userArn(name);
    }

    @Override
    public Set<String> trustedAs() {
      return Set.of(arn());
    }

    @Override
    public String principalArn() {
      return arn();
    }

    @Override
    public @Nullable PolicyDocument sessionPolicy() {
      return null;
    }
  }

  /** A session of a role. */
  record AssumedRole(
      AccountId account,
      String role,
      String roleId,
      String session,
      @Nullable PolicyDocument sessionPolicy)
      implements Caller {
    @Override
    public String arn() {
      return "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session;
    }

    @Override
    public String uniqueId() {
      return roleId + ":" + session;
    }

    @Override
    public Set<String> trustedAs() {
      return Set.of(principalArn(), arn());
    }

    @Override
    public String principalArn() {
      return account.roleArn(role);
    }
  }

  /**
   * A session of GetFederationToken: the user's permissions that the session policy allows too,
   * hence none at all without one.
   */
  record FederatedUser(
      AccountId account, String user, String userId, String name, PolicyDocument sessionPolicy)
      implements Caller {
    @Override
    public String arn() {
      return "arn:aws:sts::" + account + ":federated-user/" + name;
    }

    @Override
    public String uniqueId() {
      return account + ":" + name;
    }

    @Override
    public Set<String> trustedAs() {
      return Set.of(arn());
    }

    @Override
    public String principalArn() {
      return arn();
    }
  }
}
