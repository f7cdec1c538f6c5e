package io.orgplane.byok.connectiontest;

import io.orgplane.byok.cloud.CloudAccess;
import io.orgplane.byok.cloud.CloudAccess.Bearer;
import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.cloud.FailureClass;
import io.orgplane.byok.cloud.NarrowedSessions;
import io.orgplane.byok.cloud.SecurityTokens;
import io.orgplane.byok.cloud.SecurityTokens.RoleSession;
import io.orgplane.byok.connectiontest.ConnectionTest.Subject;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.Credential;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whose credentials these are, and the access that models are then invoked with. */
@ApplicationScoped
class Identification {

  private static final String TRUST_REMEDY =
      "Give the role the trust policy that is shown with the external id, and check the role's ARN.";
  private static final String SESSION_REMEDY =
      "Allow sts:GetFederationToken to the user of this key; sessions of 15 minutes are made with it.";

  private final SecurityTokens tokens;
  private final NarrowedSessions sessions;

  Identification(SecurityTokens tokens, NarrowedSessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  Uni<CloudAccess> of(Subject subject, AccountPin pin, Checklist list) {
    return switch (subject.credential()) {
      case Credential.AccessKey key -> ofUser(subject, key, pin, list);
      case Credential.TemporaryKey key -> ofSession(subject, key, pin, list);
      case Credential.Role role -> ofRole(subject, role, pin, list);
      case Credential.BedrockApiKey key -> ofApiKey(key, pin);
    };
  }

  private Uni<CloudAccess> ofUser(
      Subject subject, Credential.AccessKey key, AccountPin pin, Checklist list) {
    Keys keys = new Keys(key.id().value(), key.secret(), null);
    return identify(keys, subject, pin, list)
        .chain(
            account ->
                list.check(
                    CheckName.SESSION,
                    sessions
                        .ofUser(keys, account, subject.target())
                        .onFailure(Identification::isPolicy)
                        .transform(failure -> withRemedy(failure, SESSION_REMEDY))))
        .map(Lease::access);
  }

  private Uni<CloudAccess> ofSession(
      Subject subject, Credential.TemporaryKey key, AccountPin pin, Checklist list) {
    Keys keys = new Keys(key.id().value(), key.secret(), key.token());
    return identify(keys, subject, pin, list).replaceWith(keys);
  }

  private Uni<CloudAccess> ofApiKey(Credential.BedrockApiKey key, AccountPin pin) {
    return Uni.createFrom()
        .item(
            () -> {
              pin.require(Optional.empty());
              return new Bearer(key.key());
            });
  }

  private Uni<CloudAccess> ofRole(
      Subject subject, Credential.Role role, AccountPin pin, Checklist list) {
    RoleSession wanted =
        sessions.roleSession(
            subject.organization(), role.arn(), subject.externalId().value(), subject.target());
    return list.check(
            CheckName.ASSUME_ROLE,
            tokens
                .assume(wanted)
                .onFailure(Identification::isPolicy)
                .transform(failure -> withRemedy(failure, TRUST_REMEDY)))
        .call(lease -> identify((Keys) lease.access(), subject, pin, list))
        .call(() -> list.check(CheckName.EXTERNAL_ID, refusedWithoutExternalId(wanted)))
        .map(Lease::access);
  }

  private Uni<AccountId> identify(Keys keys, Subject subject, AccountPin pin, Checklist list) {
    return list.check(
            CheckName.IDENTITY,
            tokens.accountOf(keys, subject.target().region()).invoke(list::isOf))
        .invoke(account -> pin.require(Optional.of(account)));
  }

  /**
   * A role that lets us in without the external id would let anybody in who names its ARN to us.
   * Only AWS's refusal proves that it does not; a throttled or unanswered attempt proves nothing.
   */
  private Uni<Boolean> refusedWithoutExternalId(RoleSession wanted) {
    return tokens
        .assume(wanted.withoutExternalId())
        .replaceWith(false)
        .onFailure(Identification::isPolicy)
        .recoverWithItem(true)
        .invoke(Identification::refuseUnlessRefused);
  }

  private static void refuseUnlessRefused(boolean refused) {
    if (!refused) {
      throw openToAnybody();
    }
  }

  private static CloudFailure openToAnybody() {
    return new CloudFailure(
        FailureClass.POLICY,
        "The role can be assumed without the external id.",
        "Add the condition on sts:ExternalId to every statement of the role's trust policy that"
            + " allows our account.");
  }

  private static boolean isPolicy(Throwable failure) {
    return failure instanceof CloudFailure known && known.failureClass() == FailureClass.POLICY;
  }

  private static Throwable withRemedy(Throwable failure, String remedy) {
    return failure instanceof CloudFailure known ? known.withRemedy(remedy) : failure;
  }
}
