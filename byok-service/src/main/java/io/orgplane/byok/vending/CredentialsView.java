package io.orgplane.byok.vending;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.byok.cloud.CloudAccess;
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
  private final Vended vended;

  private CredentialsView(Vended vended) {
    this.vended = vended;
  }

  static CredentialsView of(Vended vended) {
    return new CredentialsView(vended);
  }

  @JsonProperty(index = 0)
  @Schema(description = "byok: the organization's account pays; platform: ours does, in credits")
  public String getSource() {
    return vended.own() ? "byok" : "platform";
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
    return vended.lease().access() instanceof CloudAccess.Bearer bearer
        ? bearer.apiKey().reveal()
        : null;
  }

  @Schema(
      type = SchemaType.STRING,
      format = "date-time",
      description = "Ask again before; requests are cheap, sessions are cached here")
  public Instant getExpiresAt() {
    return vended.lease().expiresAt();
  }

  public String getRegion() {
    return vended.target().region();
  }

  @Schema(description = "For each model the id of the inference profile to invoke")
  public Map<String, String> getModels() {
    return vended.models();
  }

  private CloudAccess.@Nullable Keys keys() {
    return vended.lease().access() instanceof CloudAccess.Keys keys ? keys : null;
  }

  @Override
  public String toString() {
    return Secret.REDACTED;
  }
}
