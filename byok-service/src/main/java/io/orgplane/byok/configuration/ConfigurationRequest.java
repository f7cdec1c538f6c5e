package io.orgplane.byok.configuration;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an Owner sends to save or to test. Never an endpoint: those follow from the region. */
@Schema(requiredProperties = {"credential", "region", "inferenceProfile"})
public record ConfigurationRequest(
    @Nullable CredentialInput credential,
    @Nullable String region,
    @Nullable String inferenceProfile,
    @Nullable Boolean confirmAccountChange) {

  /** Nothing in it: it is about what is stored. */
  boolean saysNothing() {
    return credential == null
        && region == null
        && inferenceProfile == null
        && confirmAccountChange == null;
  }
}
