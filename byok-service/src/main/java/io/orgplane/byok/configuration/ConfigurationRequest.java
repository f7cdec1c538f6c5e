package io.orgplane.byok.configuration;

import org.jspecify.annotations.Nullable;

/** What an Owner sends to save or to test. Never an endpoint: those follow from the region. */
public record ConfigurationRequest(
    @Nullable CredentialInput credential,
    @Nullable String region,
    @Nullable String inferenceProfile,
    @Nullable Boolean confirmAccountChange) {

  boolean isEmpty() {
    return credential == null
        && region == null
        && inferenceProfile == null
        && confirmAccountChange == null;
  }
}
