package io.orgplane.byok.configuration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.orgplane.byok.secret.Secret;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/** A credential as it is sent. Write-only: no answer of this service has any of these fields. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CredentialInput.AccessKeyInput.class, name = "access-key"),
  @JsonSubTypes.Type(value = CredentialInput.TemporaryKeyInput.class, name = "temporary-key"),
  @JsonSubTypes.Type(value = CredentialInput.RoleInput.class, name = "role"),
  @JsonSubTypes.Type(value = CredentialInput.ApiKeyInput.class, name = "bedrock-api-key")
})
@Schema(
    discriminatorProperty = "kind",
    oneOf = {
      CredentialInput.AccessKeyInput.class,
      CredentialInput.TemporaryKeyInput.class,
      CredentialInput.RoleInput.class,
      CredentialInput.ApiKeyInput.class
    },
    discriminatorMapping = {
      @DiscriminatorMapping(value = "access-key", schema = CredentialInput.AccessKeyInput.class),
      @DiscriminatorMapping(
          value = "temporary-key",
          schema = CredentialInput.TemporaryKeyInput.class),
      @DiscriminatorMapping(value = "role", schema = CredentialInput.RoleInput.class),
      @DiscriminatorMapping(value = "bedrock-api-key", schema = CredentialInput.ApiKeyInput.class)
    })
public sealed interface CredentialInput {

  /** A user's key pair ({@code AKIA…}). */
  @Schema(
      properties = @SchemaProperty(name = "kind", enumeration = "access-key"),
      requiredProperties = {"kind", "accessKeyId", "secretAccessKey"})
  record AccessKeyInput(@Nullable String accessKeyId, @Nullable Secret secretAccessKey)
      implements CredentialInput {}

  /** A session ({@code ASIA…}). */
  @Schema(
      properties = @SchemaProperty(name = "kind", enumeration = "temporary-key"),
      requiredProperties = {
        "kind",
        "accessKeyId",
        "secretAccessKey",
        "sessionToken",
        "sessionTokenExpiresAt"
      })
  record TemporaryKeyInput(
      @Nullable String accessKeyId,
      @Nullable Secret secretAccessKey,
      @Nullable Secret sessionToken,
      @Nullable Instant sessionTokenExpiresAt)
      implements CredentialInput {}

  /** A role that trusts us under the organization's external id. */
  @Schema(
      properties = @SchemaProperty(name = "kind", enumeration = "role"),
      requiredProperties = {"kind", "roleArn"})
  record RoleInput(@Nullable String roleArn) implements CredentialInput {}

  /** A Bedrock API key. */
  @Schema(
      properties = @SchemaProperty(name = "kind", enumeration = "bedrock-api-key"),
      requiredProperties = {"kind", "apiKey"})
  record ApiKeyInput(@Nullable Secret apiKey) implements CredentialInput {}
}
