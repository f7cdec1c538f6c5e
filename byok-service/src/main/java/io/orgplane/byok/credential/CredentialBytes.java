package io.orgplane.byok.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.byok.secret.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** The secret part of a credential as bytes: what is sealed, and nowhere else written. */
public final class CredentialBytes {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "accessKeyId";
  private static final String SECRET = "secretAccessKey";
  private static final String TOKEN = "sessionToken";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String API_KEY = "apiKey";

  private CredentialBytes() {}

  /**
   * @throws IllegalArgumentException for a role, which has no secret
   */
  public static byte[] write(Credential credential) {
    return switch (credential) {
      case Credential.AccessKey key ->
          bytes(Map.of(ID, key.id().value(), SECRET, key.secret().reveal()));
      case Credential.TemporaryKey key ->
          bytes(
              Map.of(
                  ID,
                  key.id().value(),
                  SECRET,
                  key.secret().reveal(),
                  TOKEN,
                  key.token().reveal(),
                  EXPIRES_AT,
                  key.expiresAt().toString()));
      case Credential.BedrockApiKey key -> bytes(Map.of(API_KEY, key.key().reveal()));
      case Credential.Role role -> throw new IllegalArgumentException("a role has no secret");
    };
  }

  public static Credential read(CredentialKind kind, byte[] bytes) {
    Map<String, String> fields = fields(bytes);
    return switch (kind) {
      case ACCESS_KEY -> new Credential.AccessKey(id(fields), secret(fields, SECRET));
      case TEMPORARY_KEY ->
          new Credential.TemporaryKey(
              id(fields),
              secret(fields, SECRET),
              secret(fields, TOKEN),
              Instant.parse(field(fields, EXPIRES_AT)));
      case BEDROCK_API_KEY -> new Credential.BedrockApiKey(secret(fields, API_KEY));
      case ROLE -> throw new IllegalArgumentException("a role has no secret");
    };
  }

  private static AccessKeyId id(Map<String, String> fields) {
    return new AccessKeyId(field(fields, ID));
  }

  private static Secret secret(Map<String, String> fields, String name) {
    return new Secret(field(fields, name));
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  private static byte[] bytes(Map<String, String> fields) {
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("text can be written as JSON");
    }
  }

  /** Jackson's messages quote what they could not read, so they go no further. */
  private static Map<String, String> fields(byte[] bytes) {
    try {
      return JSON.readValue(bytes, new TypeReference<>() {});
    } catch (IOException unreadable) {
      throw new IllegalStateException("a sealed credential is not what was sealed");
    }
  }
}
