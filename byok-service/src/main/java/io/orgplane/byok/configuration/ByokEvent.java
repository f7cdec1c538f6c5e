package io.orgplane.byok.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.CredentialKind;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
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

  /** It is kept but not used. */
  record ByokSuspended(OrganizationId organizationId, long version) implements ByokEvent {}

  /** It is gone. */
  record ByokRevoked(OrganizationId organizationId, long version) implements ByokEvent {}
}
