package io.orgplane.byok.configuration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.orgplane.byok.secret.Secret;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A credential as it is sent. Write-only: no answer of this service has any of these fields. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CredentialInput.AccessKeyInput.class, name = "access-key"),
  @JsonSubTypes.Type(value = CredentialInput.TemporaryKeyInput.class, name = "temporary-key"),
  @JsonSubTypes.Type(value = CredentialInput.RoleInput.class, name = "role"),
  @JsonSubTypes.Type(value = CredentialInput.ApiKeyInput.class, name = "bedrock-api-key")
})
public sealed interface CredentialInput {

  /** A user's key pair ({@code AKIA…}). */
  record AccessKeyInput(
      @Nullable String accessKeyId,
      @Schema(type = SchemaType.STRING, writeOnly = true) @Nullable Secret secretAccessKey)
      implements CredentialInput {}

  /** A session ({@code ASIA…}). */
  record TemporaryKeyInput(
      @Nullable String accessKeyId,
      @Schema(type = SchemaType.STRING, writeOnly = true) @Nullable Secret secretAccessKey,
      @Schema(type = SchemaType.STRING, writeOnly = true) @Nullable Secret sessionToken,
      @Nullable Instant sessionTokenExpiresAt)
      implements CredentialInput {}

  /** A role that trusts us under the organization's external id. */
  record RoleInput(@Nullable String roleArn) implements CredentialInput {}

  /** A Bedrock API key. */
  record ApiKeyInput(@Schema(type = SchemaType.STRING, writeOnly = true) @Nullable Secret apiKey)
      implements CredentialInput {}
}
