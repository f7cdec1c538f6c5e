package io.orgplane.byok.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.orgplane.byok.cloud.CloudAccess.Bearer;
import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.configuration.ConfigurationRequest;
import io.orgplane.byok.configuration.CredentialInput.AccessKeyInput;
import io.orgplane.byok.configuration.CredentialInput.ApiKeyInput;
import io.orgplane.byok.configuration.CredentialInput.TemporaryKeyInput;
import io.orgplane.byok.connectiontest.ConnectionTest.Subject;
import io.orgplane.byok.credential.AccessKeyId;
import io.orgplane.byok.credential.Credential;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.externalid.ExternalId;
import io.orgplane.kit.id.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever prints one of these, or writes it as JSON by mistake, gives nothing away. */
class RedactionTest {

  private static final String CANARY = "canary-that-nobody-may-see";
  private static final Secret SECRET = new Secret(CANARY);
  private static final AccessKeyId ID = new AccessKeyId("AKIAABCDEFGHIJKLMNOP");
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

  static List<Object> everythingThatHoldsASecret() {
    var key = new Credential.AccessKey(ID, SECRET);
    var keys = new Keys(ID.value(), SECRET, SECRET);
    var input = new TemporaryKeyInput(ID.value(), SECRET, SECRET, LATER);
    var target = new Target("us-east-1", InferenceProfile.US);
    return List.of(
        SECRET,
        key,
        new Credential.TemporaryKey(ID, SECRET, SECRET, LATER),
        new Credential.BedrockApiKey(SECRET),
        keys,
        new Bearer(SECRET),
        new Lease(keys, LATER),
        new Lease(new Bearer(SECRET), LATER),
        new AccessKeyInput(ID.value(), SECRET),
        input,
        new ApiKeyInput(SECRET),
        new ConfigurationRequest(input, "us-east-1", "us", null),
        new Subject(OrganizationId.next(), new ExternalId("orgplane-id"), key, target));
  }

  @ParameterizedTest
  @MethodSource("everythingThatHoldsASecret")
  void nothing_that_holds_a_secret_prints_it(Object holder) {
    assertThat(holder.toString()).doesNotContain(CANARY);
    assertThat("%s".formatted(holder)).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @MethodSource("everythingThatHoldsASecret")
  void nothing_that_holds_a_secret_writes_it(Object holder) throws JsonProcessingException {
    assertThat(JSON.writeValueAsString(holder)).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keys_print_as_little(Object key) {
    assertThat(key.toString()).doesNotContain(CANARY).doesNotContain("[99, 97, 110");
  }

  static List<Object> keys() {
    byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
    WrappedKey wrapped = new WrappedKey("local:1", bytes);
    return List.of(
        wrapped,
        new DataKey(bytes, wrapped),
        new SealedSecret(
            new SecretRef(OrganizationId.next(), new java.util.UUID(0, 1), 1),
            "AES-256-GCM",
            wrapped,
            new AesGcm.Sealed(bytes, bytes)));
  }
}
