package io.orgplane.byok.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.byok.cloud.FailureClass;
import io.orgplane.byok.connectiontest.Check;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.CredentialKind;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others hear of a configuration; the version counts every change of it. */
public sealed interface ByokEvent extends DomainEvent {

  /** From here on the organization's own account pays for model calls. */
  record ByokActivated(
      OrganizationId organizationId,
      long version,
      CredentialKind kind,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable AccountId accountId,
      String region,
      InferenceProfile inferenceProfile)
      implements ByokEvent {

    static ByokActivated of(OrganizationId organization, long version, Settings settings) {
      return new ByokActivated(
          organization,
          version,
          settings.kind(),
          settings.account(),
          settings.target().region(),
          settings.target().profile());
    }
  }

  /**
   * A check found something wrong.
   *
   * @param status {@code degraded}: still in use; {@code invalid}: nothing is vended
   */
  record ByokDegraded(
      OrganizationId organizationId, long version, Status status, List<Failed> failures)
      implements ByokEvent {

    /** One check that failed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(
        String check, @Nullable String model, @JsonProperty("class") FailureClass failureClass) {}

    static ByokDegraded of(
        OrganizationId organization, long version, Status status, List<Check> checks) {
      return new ByokDegraded(
          organization,
          version,
          status,
          checks.stream().flatMap(check -> check.failureClass().stream().map(of(check))).toList());
    }

    private static java.util.function.Function<FailureClass, Failed> of(Check check) {
      return failure -> new Failed(check.name(), check.model(), failure);
    }
  }

  /** A check passed again: it is active. */
  record ByokRecovered(OrganizationId organizationId, long version) implements ByokEvent {}

  /** The handed-over session has ended; nothing is vended. */
  record ByokExpired(OrganizationId organizationId, long version) implements ByokEvent {}

  /** It is kept but not used. */
  record ByokSuspended(OrganizationId organizationId, long version) implements ByokEvent {}

  /** It is gone. */
  record ByokRevoked(OrganizationId organizationId, long version) implements ByokEvent {}

  /** Notice beforehand, once per session: changes nothing, so it has no version. */
  record ByokExpiryAnnounced(OrganizationId organizationId, Instant expiresAt)
      implements ByokEvent {}
}
