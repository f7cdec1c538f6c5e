package io.orgplane.sandbox.aws.iam;

import io.orgplane.sandbox.aws.http.AwsProblem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * May this caller do this? An explicit deny anywhere wins; then the service control policies, the
 * identity's own policies and the session policy must each allow. The refusal says which of them
 * did not, in IAM's words ("Access denied error messages" in the IAM user guide).
 */
public final class Authorizer {
  private final Directory directory;

  public Authorizer(Directory directory) {
    this.directory = directory;
  }

  /**
   * Passes or throws.
   *
   * @throws AwsProblem.Denied when a policy denies, or none allows
   */
  public void require(Caller caller, AccessRequest request) {
    refusal(caller, request)
        .ifPresent(
            why -> {
              throw denied(caller, request, why);
            });
  }

  /**
   * Becoming a role. Across accounts both sides must agree; within one, a trust policy that names
   * the caller itself is enough, and one that names the account leaves it to the caller's own
   * policies.
   */
  public void requireTrust(Caller caller, Identities.Role role, AccessRequest asked) {
    var request = asked.with(about(caller));
    var sameAccount = caller.account().equals(role.name().account());
    var trust = role.trust().trust(caller, request, false);
    var named = role.trust().trust(caller, request, true) == Verdict.ALLOWED;
    if (trust != Verdict.ALLOWED) {
      throw denied(caller, request, "");
    }
    if (sameAccount && named) {
      requireNoDeny(caller, request);
    } else {
      require(caller, request);
    }
  }

  private void requireNoDeny(Caller caller, AccessRequest request) {
    var own = Verdict.of(ownPolicies(caller), request);
    var session = Verdict.of(sessionPolicy(caller), request);
    if (own == Verdict.DENIED || session == Verdict.DENIED) {
      throw denied(caller, request, "with an explicit deny in an identity-based policy");
    }
  }

  private Optional<String> refusal(Caller caller, AccessRequest asked) {
    var request = asked.with(about(caller));
    var control = serviceControl(caller);
    var session = sessionPolicy(caller);
    var byControl = Verdict.of(control, request);
    var byOwn = Verdict.of(ownPolicies(caller), request);
    var bySession = Verdict.of(session, request);
    if (byControl == Verdict.DENIED) {
      return Optional.of("with an explicit deny in a service control policy");
    }
    if (byOwn == Verdict.DENIED) {
      return Optional.of("with an explicit deny in an identity-based policy");
    }
    if (bySession == Verdict.DENIED) {
      return Optional.of("with an explicit deny in a session policy");
    }
    if (!control.isEmpty() && byControl == Verdict.SILENT) {
      return Optional.of(silence("service control", request));
    }
    if (byOwn == Verdict.SILENT) {
      return Optional.of(silence("identity-based", request));
    }
    return !session.isEmpty() && bySession == Verdict.SILENT
        ? Optional.of(silence("session", request))
        : Optional.empty();
  }

  private Collection<PolicyDocument> ownPolicies(Caller caller) {
    var identities = directory.identities();
    var attached =
        switch (caller) {
          case Caller.User user -> ofUser(user.account(), user.name());
          case Caller.FederatedUser user -> ofUser(user.account(), user.user());
          case Caller.AssumedRole role ->
              identities
                  .role(new Identities.Name(role.account(), role.role()))
                  .map(Identities.Role::policies)
                  .orElse(List.of());
        };
    return identities.documents(attached);
  }

  private List<Attachment> ofUser(AccountId account, String name) {
    return directory
        .identities()
        .user(new Identities.Name(account, name))
        .map(Identities.User::policies)
        .orElse(List.of());
  }

  private Collection<PolicyDocument> serviceControl(Caller caller) {
    var identities = directory.identities();
    return identities
        .account(caller.account())
        .map(account -> identities.documents(account.serviceControlPolicies()))
        .orElse(List.of());
  }

  private static List<PolicyDocument> sessionPolicy(Caller caller) {
    var policy = caller.sessionPolicy();
    return policy == null ? List.of() : List.of(policy);
  }

  private static Map<String, String> about(Caller caller) {
    return Map.of(
        "aws:principalarn", caller.principalArn(),
        "aws:principalaccount", caller.account().value(),
        "aws:userid", caller.uniqueId());
  }

  private static String silence(String kind, AccessRequest request) {
    return "because no " + kind + " policy allows the " + request.action() + " action";
  }

  private static AwsProblem denied(Caller caller, AccessRequest request, String why) {
    var message =
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(caller.arn(), request.action(), request.resource(), why);
    return new AwsProblem.Denied(message.strip());
  }
}
