package io.orgplane.byok.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.byok.cloud.CloudAccess.Bearer;
import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.cloud.FailureClass;
import io.orgplane.byok.secret.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/**
 * The process may well have credentials around it, which work: of its machine, of whoever started
 * it. They are set here in every way that a system property can set them, and never used.
 */
class AmbientCredentialsTest {

  private static final String AMBIENT_ACCOUNT = "999999999999";
  private static final String AMBIENT_KEY = "AKIAAMBIENT999999999";
  private static final String AMBIENT_SECRET = "an-ambient-secret-that-would-work";
  private static final String AMBIENT_TOKEN = "an-ambient-bearer-token-that-works";
  private static final String CUSTOMER_ACCOUNT = "222222222222";
  private static final Keys CUSTOMER =
      new Keys("AKIACUSTOMER22222222", new Secret("the-secret-of-the-customer"), null);
  private static final String MODEL = "us.anthropic.claude-opus-4-5-20251101-v1:0";

  private final Map<String, @Nullable String> before = new HashMap<>();
  private final ServerSocketChannel trap;
  private final PretendedAws aws;

  AmbientCredentialsTest(@TempDir Path folder) throws IOException {
    trap = ServerSocketChannel.open().bind(new InetSocketAddress("localhost", 0));
    trap.configureBlocking(false);
    String elsewhere = "http://localhost:" + trap.socket().getLocalPort();
    Path profiles = folder.resolve("config");
    Files.writeString(
        profiles,
        """
        [default]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        endpoint_url = %s
        region = eu-west-1
        """
            .formatted(AMBIENT_KEY, AMBIENT_SECRET, elsewhere));
    set("aws.accessKeyId", AMBIENT_KEY);
    set("aws.secretAccessKey", AMBIENT_SECRET);
    set("aws.bearerTokenBedrock", AMBIENT_TOKEN);
    set("aws.authSchemePreference", "httpBearerAuth");
    set("aws.configFile", profiles.toString());
    set("aws.sharedCredentialsFile", profiles.toString());
    set("aws.region", "eu-west-1");
    set("aws.endpointUrl", elsewhere);
    set("aws.endpointUrlSts", elsewhere);
    set("aws.endpointUrlBedrockRuntime", elsewhere);
    set("aws.ec2MetadataServiceEndpoint", elsewhere);
    aws = new PretendedAws();
    aws.put(account(AMBIENT_ACCOUNT, AMBIENT_KEY, AMBIENT_SECRET, AMBIENT_TOKEN));
    aws.put(
        account(
            CUSTOMER_ACCOUNT,
            CUSTOMER.accessKeyId(),
            CUSTOMER.secretAccessKey().reveal(),
            "a-bearer-token-of-the-customer"));
  }

  @AfterEach
  void restore() throws IOException {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
    assertThat(trap.accept()).as("nobody was sent elsewhere").isNull();
    trap.close();
    aws.close();
  }

  @Test
  void a_call_is_made_as_the_customer_and_nobody_else() {
    var sts = new StsSecurityTokens(aws.clients, aws.calls, aws.config);
    var models = new BedrockModelRuntime(aws.clients, aws.calls);

    assertThat(sts.accountOf(CUSTOMER, "us-east-1").await().indefinitely())
        .hasToString(CUSTOMER_ACCOUNT);
    models.converse(CUSTOMER, "us-east-1", MODEL).await().indefinitely();
    models
        .converse(new Bearer(new Secret("a-bearer-token-of-the-customer")), "us-east-1", MODEL)
        .await()
        .indefinitely();

    assertThat(aws.state()).contains("\"invocations\"");
    String invocations = aws.state().substring(aws.state().indexOf("\"invocations\""));
    assertThat(invocations).contains(CUSTOMER_ACCOUNT).doesNotContain(AMBIENT_ACCOUNT);
  }

  @Test
  void a_customer_whose_credentials_fail_is_not_helped_out() {
    var models = new BedrockModelRuntime(aws.clients, aws.calls);
    Keys wrong = new Keys(CUSTOMER.accessKeyId(), new Secret("not-the-customers-secret"), null);

    assertThatThrownBy(() -> models.converse(wrong, "us-east-1", MODEL).await().indefinitely())
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(FailureClass.CREDENTIALS));
    assertThatThrownBy(
            () ->
                models
                    .converse(new Bearer(new Secret("no-such-token-at-all")), "us-east-1", MODEL)
                    .await()
                    .indefinitely())
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(FailureClass.CREDENTIALS));
  }

  @Test
  void a_call_that_brings_nothing_never_leaves() {
    ConverseRequest question = ConverseRequest.builder().modelId(MODEL).build();

    assertThatThrownBy(() -> aws.clients.sts("us-east-1").getCallerIdentity().join())
        .isInstanceOf(CompletionException.class)
        .hasStackTraceContaining("without explicit credentials");
    assertThatThrownBy(() -> aws.clients.bedrock("us-east-1").converse(question).join())
        .hasStackTraceContaining("without explicit credentials");
    assertThatThrownBy(() -> aws.clients.bedrockByToken("us-east-1").converse(question).join())
        .hasStackTraceContaining("without an explicit token");
    assertThatThrownBy(() -> aws.clients.kms("us-east-1").listKeys().join())
        .hasStackTraceContaining("without explicit credentials");
  }

  private void set(String name, String value) {
    before.put(name, System.getProperty(name));
    System.setProperty(name, value);
  }

  private static String account(String id, String key, String secret, String bearer) {
    return """
        {"accounts": [{"id": "%1$s"}],
         "users": [{"accountId": "%1$s", "name": "u", "policies": [{"Version": "2012-10-17",
           "Statement": {"Effect": "Allow", "Action": "bedrock:*", "Resource": "*"}}]}],
         "keys": [
           {"kind": "access-key", "accountId": "%1$s", "user": "u",
            "accessKeyId": "%2$s", "secretAccessKey": "%3$s"},
           {"kind": "bedrock-api-key", "accountId": "%1$s", "user": "u", "apiKey": "%4$s"}],
         "modelAccess": [{"accountId": "%1$s",
           "models": ["anthropic.claude-opus-4-5-20251101-v1:0"]}]}"""
        .formatted(id, key, secret, bearer);
  }
}
