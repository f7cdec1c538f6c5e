package io.orgplane.sandbox.aws;

import static io.orgplane.sandbox.aws.PretendedAws.CUSTOMER_ROLE;
import static io.orgplane.sandbox.aws.PretendedAws.EXTERNAL_ID;
import static io.orgplane.sandbox.aws.PretendedAws.OPUS;
import static io.orgplane.sandbox.aws.PretendedAws.SONNET;
import static io.orgplane.sandbox.aws.PretendedAws.customer;
import static io.orgplane.sandbox.aws.PretendedAws.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Answers and refusals of every operation against the service models that AWS publishes: no member
 * that AWS does not have, none missing that it always has, no error that the operation does not
 * declare. The models are the extract in {@code src/test/resources/aws-models}, and besides them,
 * where the AWS CLI of Debian is installed, the whole ones that it brings.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedModelsTest {
  private static final String CONTEXT = "\"EncryptionContext\":{\"organization\":\"a\"}";
  private static final String HELLO =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}";
  private PretendedAws aws;
  private List<Said> said;

  /** One answer of the stand-in, and to what. */
  private record Said(String service, String operation, int status, HttpResponse<String> answer) {}

  @BeforeAll
  void converse() {
    aws = new PretendedAws().withCustomer();
    said = new ArrayList<>();
    sts();
    kms();
    kmsRefusals();
    bedrock();
    faults();
  }

  @AfterAll
  void stop() {
    aws.close();
  }

  @Test
  void every_answer_is_one_that_aws_could_have_given() {
    assertThat(said).hasSizeGreaterThan(40);
    for (var each : said) {
      assertThat(each.answer().statusCode()).as(each + each.answer().body()).isEqualTo(each.status);
      assertThat(PublishedModel.kept(each.service).deviations(each.operation, each.answer))
          .as("%s %s", each.operation, each.answer.body())
          .isEmpty();
    }
  }

  @Test
  void every_operation_has_answered_well_and_refused() {
    for (var service : List.of("sts", "kms", "bedrock", "bedrock-runtime")) {
      PublishedModel.kept(service)
          .model()
          .path("operations")
          .fieldNames()
          .forEachRemaining(
              operation -> {
                assertThat(of(operation)).as(operation).anyMatch(each -> each.status < 300);
                assertThat(of(operation)).as(operation).anyMatch(each -> each.status >= 400);
              });
    }
  }

  @Test
  void the_models_of_an_installed_cli_agree() {
    var data = Path.of("/usr/lib/python3/dist-packages/awscli/botocore/data");
    assumeTrue(Files.isDirectory(data), "Debian's awscli is not installed");
    for (var each : said) {
      if (Files.isDirectory(data.resolve(each.service))) {
        var model = PublishedModel.installed(data, each.service);
        assertThat(model.has(each.operation)).as(each.operation).isTrue();
        assertThat(model.deviations(each.operation, each.answer)).as(each.operation).isEmpty();
      }
    }
  }

  @Test
  void a_deviation_would_be_seen() {
    var kms = PublishedModel.kept("kms");
    assertThat(kms.deviations("Encrypt", of("DescribeKey").findFirst().orElseThrow().answer))
        .contains("Encrypt.KeyMetadata is unknown to AWS");
    var refused = of("Decrypt").filter(each -> each.status == 400).toList().getFirst();
    assertThat(kms.deviations("CreateKey", refused.answer))
        .contains("InvalidCiphertextException is no error of CreateKey");
    assertThat(
            PublishedModel.kept("bedrock-runtime")
                .deviations(
                    "Converse", of("ListFoundationModels").findFirst().orElseThrow().answer))
        .contains("Converse.output is not there, as it always is");
  }

  private Stream<Said> of(String operation) {
    return said.stream().filter(each -> each.operation.equals(operation));
  }

  private void sts() {
    var role = "&RoleArn=" + CUSTOMER_ROLE + "&RoleSessionName=test";
    var withId = role + "&ExternalId=" + EXTERNAL_ID;
    var policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"bedrock:*\",\"Resource\":\"*\"}}";
    sts(200, "GetCallerIdentity", "", platform());
    sts(403, "GetCallerIdentity", "", stranger());
    sts(200, "AssumeRole", withId + "&DurationSeconds=900", platform());
    sts(200, "AssumeRole", withId + "&Policy=" + encoded(policy), platform());
    sts(403, "AssumeRole", role, platform());
    sts(400, "AssumeRole", withId + "&DurationSeconds=899", platform());
    sts(400, "AssumeRole", withId + "&Policy=" + encoded("{\"Statement\":1}"), platform());
    sts(400, "AssumeRole", withId + "&Policy=" + encoded(policy + " ".repeat(2_048)), platform());
    sts(200, "GetSessionToken", "&DurationSeconds=900", customer());
    sts(400, "GetSessionToken", "&DurationSeconds=1", customer());
    sts(200, "GetFederationToken", "&Name=test&Policy=" + encoded(policy), customer());
    sts(403, "GetFederationToken", "&Name=test", platform());
  }

  private void kms() {
    var key = field(kms(200, "CreateKey", "{\"Description\":\"d\"}"), "KeyId");
    var other = field(kms(200, "CreateKey", "{}"), "KeyId");
    var named = "{\"KeyId\":\"" + key + "\"";
    kms(200, "DescribeKey", named + "}");
    kms(200, "CreateAlias", "{\"AliasName\":\"alias/a\",\"TargetKeyId\":\"" + key + "\"}");
    kms(400, "CreateAlias", "{\"AliasName\":\"alias/a\",\"TargetKeyId\":\"" + key + "\"}");
    kms(200, "UpdateAlias", "{\"AliasName\":\"alias/a\",\"TargetKeyId\":\"" + other + "\"}");
    kms(400, "UpdateAlias", "{\"AliasName\":\"alias/b\",\"TargetKeyId\":\"" + other + "\"}");
    var sealed =
        field(
            kms(200, "Encrypt", named + ",\"Plaintext\":\"c2VjcmV0\"," + CONTEXT + "}"),
            "CiphertextBlob");
    kms(200, "Decrypt", "{\"CiphertextBlob\":\"" + sealed + "\"," + CONTEXT + "}");
    kms(400, "Decrypt", "{\"CiphertextBlob\":\"" + sealed + "\"}");
    kms(
        400,
        "Decrypt",
        "{\"CiphertextBlob\":\"" + sealed + "\",\"KeyId\":\"" + other + "\"," + CONTEXT + "}");
    var move = "{\"CiphertextBlob\":\"" + sealed + "\",\"DestinationKeyId\":\"" + other + "\"";
    kms(200, "ReEncrypt", move + ",\"SourceEncryptionContext\":{\"organization\":\"a\"}}");
    kms(400, "ReEncrypt", move + "}");
    kms(200, "GenerateDataKey", named + ",\"KeySpec\":\"AES_256\"}");
    kms(200, "GenerateDataKeyWithoutPlaintext", named + ",\"KeySpec\":\"AES_256\"}");
    kms(200, "DisableKey", named + "}");
    kms(400, "GenerateDataKey", named + ",\"KeySpec\":\"AES_256\"}");
    kms(400, "GenerateDataKeyWithoutPlaintext", named + ",\"KeySpec\":\"AES_256\"}");
    kms(400, "Encrypt", named + ",\"Plaintext\":\"c2VjcmV0\"}");
    kms(200, "EnableKey", named + "}");
    kms(400, "CancelKeyDeletion", named + "}");
    kms(200, "ScheduleKeyDeletion", named + "}");
    kms(400, "ScheduleKeyDeletion", named + "}");
    kms(200, "DescribeKey", named + "}");
    kms(400, "EnableKey", named + "}");
    kms(400, "DisableKey", named + "}");
    kms(200, "CancelKeyDeletion", named + "}");
  }

  private void kmsRefusals() {
    kms(400, "DescribeKey", "{\"KeyId\":\"alias/none\"}");
    kms(400, "CreateKey", "{\"Colour\":\"red\"}");
    kms(400, "Encrypt", "{\"KeyId\":\"alias/orgplane-byok\"}");
  }

  private void bedrock() {
    control(200, "ListFoundationModels", "/foundation-models", customer());
    control(403, "ListFoundationModels", "/foundation-models", platform());
    control(200, "ListInferenceProfiles", "/inference-profiles?maxResults=50", customer());
    control(400, "ListInferenceProfiles", "/inference-profiles?maxResults=0", customer());
    control(200, "GetInferenceProfile", "/inference-profiles/us." + SONNET, customer());
    control(404, "GetInferenceProfile", "/inference-profiles/us.none", customer());
    runtime(200, "Converse", "/model/us." + SONNET + "/converse", HELLO);
    runtime(400, "Converse", "/model/" + SONNET + "/converse", HELLO);
    runtime(400, "Converse", "/model/us." + SONNET + "/converse", "{\"messages\":[]}");
    var body =
        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":5,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    runtime(200, "InvokeModel", "/model/us." + OPUS + "/invoke", body);
    runtime(400, "InvokeModel", "/model/us." + OPUS + "/invoke", "{}");
    aws.put("{\"modelAccess\": [{\"accountId\": \"222222222222\", \"models\": []}]}");
    runtime(403, "Converse", "/model/us." + SONNET + "/converse", HELLO);
    aws.put(
        "{\"modelAccess\": [{\"accountId\": \"222222222222\", \"models\": [\"" + SONNET + "\"]}]}");
  }

  private void faults() {
    for (var kind : List.of("error-500", "throttling", "outage")) {
      var rest = ", \"kind\": \"" + kind + "\"}";
      for (var service : List.of("sts", "kms", "bedrock-runtime", "bedrock")) {
        aws.fault("{\"service\": \"" + service + "\"" + rest);
      }
      sts(status(kind, 400), "GetCallerIdentity", "", platform());
      kms(status(kind, 400), "Encrypt", "{}");
      runtime(status(kind, 429), "Converse", "/model/us." + SONNET + "/converse", HELLO);
      control(status(kind, 429), "ListFoundationModels", "/foundation-models", customer());
    }
  }

  private static int status(String kind, int throttled) {
    return switch (kind) {
      case "throttling" -> throttled;
      case "outage" -> 503;
      default -> 500;
    };
  }

  private void sts(int status, String operation, String form, AwsCredentials as) {
    var request = RawRequest.sts(aws, "Action=" + operation + form).signed(as, "sts", aws.clock);
    said.add(new Said("sts", operation, status, aws.send(request)));
  }

  private HttpResponse<String> kms(int status, String operation, String json) {
    var request = RawRequest.kms(aws, operation, json).signed(platform(), "kms", aws.clock);
    said.add(new Said("kms", operation, status, aws.send(request)));
    return said.getLast().answer;
  }

  private void control(int status, String operation, String path, AwsCredentials as) {
    var request = RawRequest.bedrock(aws, path).signed(as, "bedrock", aws.clock);
    said.add(new Said("bedrock", operation, status, aws.send(request)));
  }

  private void runtime(int status, String operation, String path, String json) {
    var request =
        RawRequest.bedrock(aws, path.replace(":", "%3A"), json)
            .signed(customer(), "bedrock", aws.clock);
    said.add(new Said("bedrock-runtime", operation, status, aws.send(request)));
  }

  private static String field(HttpResponse<String> answer, String name) {
    return answer.body().replaceFirst(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static AwsCredentials stranger() {
    return AwsBasicCredentials.create("AKIANOBODY2222222222", "whatever-secret-this-is");
  }
}
