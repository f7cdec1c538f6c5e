package io.orgplane.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The AWS CLI, as a person uses it against the stand-in. Skipped where there is none: {@code
 * apt-get install awscli} brings it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsCliTest {
  private static final int PATIENCE_SECONDS = 60;
  @TempDir static Path folder;
  private PretendedAws aws;

  private record Ran(int code, String out, String err) {
    JsonNode json() {
      assertThat(code).as(err).isZero();
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException malformed) {
        throw new UncheckedIOException(out + err, malformed);
      }
    }
  }

  @BeforeAll
  void start() {
    assumeTrue(installed(), "no aws on the PATH: apt-get install awscli");
    aws = new PretendedAws().withCustomer();
  }

  @AfterAll
  void stop() {
    if (aws != null) {
      aws.close();
    }
  }

  @Test
  void it_tells_who_calls_and_becomes_a_role_with_the_external_id_only() {
    assertThat(platform("sts", "get-caller-identity").json().path("Account").asText())
        .isEqualTo("111111111111");
    var without =
        platform(
            "sts",
            "assume-role",
            "--role-arn=" + PretendedAws.CUSTOMER_ROLE,
            "--role-session-name=cli");
    assertThat(without.code).isNotZero();
    assertThat(without.err).contains("(AccessDenied)", "AssumeRole operation");
    var session =
        platform(
                "sts",
                "assume-role",
                "--role-arn=" + PretendedAws.CUSTOMER_ROLE,
                "--role-session-name=cli",
                "--external-id=" + PretendedAws.EXTERNAL_ID,
                "--duration-seconds=900")
            .json()
            .path("Credentials");
    var assumed =
        run(
            Map.of(
                "AWS_ACCESS_KEY_ID", session.path("AccessKeyId").asText(),
                "AWS_SECRET_ACCESS_KEY", session.path("SecretAccessKey").asText(),
                "AWS_SESSION_TOKEN", session.path("SessionToken").asText()),
            "sts",
            "get-caller-identity");
    assertThat(assumed.json().path("Arn").asText())
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/orgplane/cli");
  }

  @Test
  void it_encrypts_decrypts_and_gets_data_keys_under_a_context() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "a data key");
    var sealed =
        platform(
                "kms",
                "encrypt",
                "--key-id=alias/orgplane-byok",
                "--plaintext=fileb://" + secret,
                "--encryption-context=organization=a,secret=s")
            .json();
    var blob =
        Files.write(
            folder.resolve("blob"),
            Base64.getDecoder().decode(sealed.path("CiphertextBlob").asText()));
    var opened =
        platform(
            "kms",
            "decrypt",
            "--ciphertext-blob=fileb://" + blob,
            "--encryption-context=organization=a,secret=s");
    assertThat(Base64.getDecoder().decode(opened.json().path("Plaintext").asText()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("a data key");
    var moved =
        platform(
            "kms",
            "decrypt",
            "--ciphertext-blob=fileb://" + blob,
            "--encryption-context=organization=b,secret=s");
    assertThat(moved.err).contains("(InvalidCiphertextException)");
    var dataKey =
        platform(
            "kms",
            "generate-data-key",
            "--key-id=alias/orgplane-byok",
            "--key-spec=AES_256",
            "--encryption-context=organization=a");
    assertThat(Base64.getDecoder().decode(dataKey.json().path("Plaintext").asText())).hasSize(32);
  }

  /** Older versions of the CLI, Debian 12's among them, do not know Bedrock yet. */
  @Test
  void it_lists_models_and_talks_to_one_where_it_knows_bedrock() {
    var models = customer("bedrock", "list-foundation-models", "--by-provider=anthropic");
    assumeTrue(
        !models.err.toLowerCase(Locale.ROOT).contains("invalid choice"),
        "this AWS CLI does not know bedrock");
    assertThat(models.out).as(models.err).contains(PretendedAws.SONNET, PretendedAws.OPUS);
    var said =
        customer(
            "bedrock-runtime",
            "converse",
            "--model-id=us." + PretendedAws.SONNET,
            "--messages=[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]");
    assertThat(said.json().at("/output/message/role").asText()).isEqualTo("assistant");
  }

  private Ran platform(String... command) {
    return run(
        Map.of(
            "AWS_ACCESS_KEY_ID", PretendedAws.PLATFORM_KEY,
            "AWS_SECRET_ACCESS_KEY", PretendedAws.PLATFORM_SECRET),
        command);
  }

  private Ran customer(String... command) {
    return run(
        Map.of(
            "AWS_ACCESS_KEY_ID", PretendedAws.CUSTOMER_KEY,
            "AWS_SECRET_ACCESS_KEY", PretendedAws.CUSTOMER_SECRET),
        command);
  }

  private Ran run(Map<String, String> credentials, String... arguments) {
    var command = new ArrayList<>(List.of("aws", "--endpoint-url=" + aws.endpoint()));
    command.addAll(List.of("--region=us-east-1", "--output=json"));
    command.addAll(List.of(arguments));
    return run(command, credentials);
  }

  /** With nothing of this machine's own configuration or credentials. */
  private Ran run(List<String> command, Map<String, String> credentials) {
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().putAll(credentials);
    try {
      var process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the AWS CLI did not end: " + command);
      }
      return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private boolean installed() {
    try {
      return run(List.of("aws", "--version"), Map.of()).code == 0;
    } catch (UncheckedIOException absent) {
      return false;
    }
  }
}
