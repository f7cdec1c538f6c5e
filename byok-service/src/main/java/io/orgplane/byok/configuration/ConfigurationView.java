package io.orgplane.byok.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.CredentialKind;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.RoleArn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A configuration as people see it. It has no field that a secret could be in. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConfigurationView(
    Status status,
    @Nullable CredentialKind kind,
    @Nullable AccountId accountId,
    @Nullable String accessKeyIdMasked,
    @Nullable RoleArn roleArn,
    @Nullable String region,
    @Nullable InferenceProfile inferenceProfile,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant sessionTokenExpiresAt,
    long version,
    @Nullable LastCheck lastCheck) {

  static ConfigurationView of(Shown shown, Instant now) {
    Configuration configuration = shown.configuration();
    Status status = configuration.status(now);
    return configuration
        .settings()
        .map(settings -> of(status, configuration.version(), settings, shown))
        .orElseGet(() -> empty(status, configuration.version()));
  }

  private static ConfigurationView of(Status status, long version, Settings settings, Shown shown) {
    return new ConfigurationView(
        status,
        settings.kind(),
        settings.account(),
        settings.maskedKeyId(),
        settings.role(),
        settings.target().region(),
        settings.target().profile(),
        settings.expiresAt(),
        version,
        shown.lastCheck().orElse(null));
  }

  private static ConfigurationView empty(Status status, long version) {
    return new ConfigurationView(status, null, null, null, null, null, null, null, version, null);
  }
}
