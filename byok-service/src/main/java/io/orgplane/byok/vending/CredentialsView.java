package io.orgplane.byok.vending;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.byok.cloud.CloudAccess;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.secret.Secret;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The one answer of this service that carries secrets, to platform services alone. Either the three
 * of a session, or {@code apiKey} where the organization configured a Bedrock API key.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"source", "expiresAt", "region", "models"})
public final class CredentialsView {

  @Schema(hidden = true)
  private final boolean own;

  @Schema(hidden = true)
  private final Lease lease;

  @Schema(hidden = true)
  private final Target target;

  @Schema(hidden = true)
  private final Map<String, String> modelIds;

  /**
   * @param own whether the organization's own account pays
   * @param modelIds the id to invoke each model by
   */
  CredentialsView(boolean own, Lease lease, Target target, Map<String, String> modelIds) {
    this.own = own;
    this.lease = lease;
    this.target = target;
    this.modelIds = modelIds;
  }

  boolean own() {
    return own;
  }

  Lease lease() {
    return lease;
  }

  @JsonProperty(index = 0)
  @Schema(description = "byok: the organization's account pays; platform: ours does, in credits")
  public String getSource() {
    return own ? "byok" : "platform";
  }

  public @Nullable String getAccessKeyId() {
    return keys() == null ? null : keys().accessKeyId();
  }

  public @Nullable String getSecretAccessKey() {
    return keys() == null ? null : keys().secretAccessKey().reveal();
  }

  public @Nullable String getSessionToken() {
    Secret token = keys() == null ? null : keys().sessionToken();
    return token == null ? null : token.reveal();
  }

  public @Nullable String getApiKey() {
    return lease.access() instanceof CloudAccess.Bearer bearer ? bearer.apiKey().reveal() : null;
  }

  @Schema(
      type = SchemaType.STRING,
      format = "date-time",
      description = "Ask again before; requests are cheap, sessions are cached here")
  public Instant getExpiresAt() {
    return lease.expiresAt();
  }

  public String getRegion() {
    return target.region();
  }

  @Schema(description = "For each model the id of the inference profile to invoke")
  public Map<String, String> getModels() {
    return modelIds;
  }

  private CloudAccess.@Nullable Keys keys() {
    return lease.access() instanceof CloudAccess.Keys keys ? keys : null;
  }

  @Override
  public String toString() {
    return Secret.REDACTED;
  }
}
