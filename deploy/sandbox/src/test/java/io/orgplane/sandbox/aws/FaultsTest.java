package io.orgplane.sandbox.aws;

import static io.orgplane.sandbox.aws.PretendedAws.HAIKU;
import static io.orgplane.sandbox.aws.PretendedAws.OPUS;
import static io.orgplane.sandbox.aws.PretendedAws.SONNET;
import static io.orgplane.sandbox.aws.PretendedAws.customer;
import static io.orgplane.sandbox.aws.PretendedAws.platform;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Faults that are laid, in the words of each service and as far as they are meant to reach. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
  private static final String HELLO =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}";
  private PretendedAws aws;

  @BeforeAll
  void start() {
    aws = new PretendedAws().withCustomer();
  }

  @AfterAll
  void stop() {
    aws.close();
  }

  @AfterEach
  void lift() {
    aws.admin("DELETE", "/sandbox/faults", "");
  }

  @ParameterizedTest
  @CsvSource({
    "throttling, 400, Throttling, Sender",
    "outage, 503, ServiceUnavailable, Receiver",
    "error-500, 500, InternalFailure, Receiver",
  })
  void sts_fails_in_xml(String kind, int status, String code, String type) {
    lay("\"service\": \"sts\"", kind, 1);
    var answer = identity(platform());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("text/xml");
    assertThat(answer.body())
        .startsWith("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">")
        .contains("<Type>" + type + "</Type><Code>" + code + "</Code>")
        .contains("<RequestId>" + answer.headers().firstValue("x-amzn-requestid").orElseThrow());
    assertThat(identity(platform()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "throttling, 400, ThrottlingException",
    "outage, 503, DependencyTimeoutException",
    "error-500, 500, KMSInternalException",
  })
  void kms_fails_in_json(String kind, int status, String code) {
    lay("\"service\": \"kms\"", kind, 1);
    var answer = createKey();
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/x-amz-json-1.1");
    assertThat(answer.body()).startsWith("{\"__type\":\"" + code + "\",\"message\":\"");
    assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(createKey().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "throttling, 429, ThrottlingException",
    "outage, 503, ServiceUnavailableException",
    "error-500, 500, InternalServerException",
  })
  void bedrock_fails_in_json_with_the_error_in_a_header(String kind, int status, String code) {
    lay("\"service\": \"bedrock-runtime\"", kind, 1);
    var answer = converse("us." + SONNET);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("x-amzn-errortype")).contains(code);
    assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(answer.body()).startsWith("{\"message\":\"");
    assertThat(converse("us." + SONNET).statusCode()).isEqualTo(200);
  }

  @Test
  void an_operation_fails_while_the_others_of_its_service_go_on() {
    lay("\"service\": \"sts\", \"operation\": \"AssumeRole\"", "outage", 1);
    lay("\"operation\": \"ListFoundationModels\"", "throttling", 1);
    assertThat(identity(platform()).statusCode()).isEqualTo(200);
    assertThat(converse("us." + SONNET).statusCode()).isEqualTo(200);
    assertThat(assume().statusCode()).isEqualTo(503);
    assertThat(listModels().statusCode()).isEqualTo(429);
    assertThat(assume().statusCode()).isNotEqualTo(503);
  }

  @Test
  void a_model_fails_through_all_of_its_profiles_and_no_other_does() {
    lay("\"model\": \"" + SONNET + "\"", "throttling", 2);
    assertThat(converse("us." + OPUS).statusCode()).isEqualTo(200);
    assertThat(converse(HAIKU).statusCode()).isEqualTo(200);
    assertThat(converse("us." + SONNET).statusCode()).isEqualTo(429);
    assertThat(converse("global." + SONNET).statusCode()).isEqualTo(429);
    assertThat(converse("us." + SONNET).statusCode()).isEqualTo(200);
  }

  @Test
  void a_profile_fails_by_itself() {
    lay("\"model\": \"us." + SONNET + "\"", "outage", 1);
    assertThat(converse("global." + SONNET).statusCode()).isEqualTo(200);
    assertThat(converse("us." + SONNET).statusCode()).isEqualTo(503);
  }

  @Test
  void one_account_fails_while_another_works() {
    lay("\"accountId\": \"222222222222\", \"service\": \"sts\"", "outage", 1);
    assertThat(identity(platform()).statusCode()).isEqualTo(200);
    assertThat(identity(customer()).statusCode()).isEqualTo(503);
  }

  @Test
  void an_answer_comes_late_and_whole() {
    aws.fault("{\"service\": \"sts\", \"kind\": \"delay\", \"delayMillis\": 300}");
    var before = Instant.now();
    assertThat(identity(platform()).statusCode()).isEqualTo(200);
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void the_sdks_own_retries_get_through_what_passes() {
    lay("\"service\": \"sts\"", "throttling", 1);
    lay("\"service\": \"sts\"", "error-500", 1);
    lay("\"service\": \"kms\"", "throttling", 1);
    lay("\"service\": \"kms\"", "outage", 1);
    try (var sts = retrying(StsClient.builder());
        var kms = retrying(KmsClient.builder())) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo("111111111111");
      assertThat(kms.createKey().keyMetadata().enabled()).isTrue();
    }
  }

  private void lay(String what, String kind, int times) {
    aws.fault("{%s, \"kind\": \"%s\", \"times\": %d}".formatted(what, kind, times));
  }

  private <C, B extends AwsClientBuilder<B, C>> C retrying(B builder) {
    return builder
        .endpointOverride(aws.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(platform()))
        .build();
  }

  private HttpResponse<String> identity(AwsCredentials as) {
    return aws.send(RawRequest.sts(aws, "Action=GetCallerIdentity").signed(as, "sts", aws.clock));
  }

  private HttpResponse<String> assume() {
    return aws.send(
        RawRequest.sts(aws, "Action=AssumeRole&RoleArn=x").signed(platform(), "sts", aws.clock));
  }

  private HttpResponse<String> createKey() {
    return aws.send(RawRequest.kms(aws, "CreateKey", "{}").signed(platform(), "kms", aws.clock));
  }

  private HttpResponse<String> listModels() {
    return aws.send(
        RawRequest.bedrock(aws, "/foundation-models").signed(customer(), "bedrock", aws.clock));
  }

  private HttpResponse<String> converse(String model) {
    var path = "/model/" + model.replace(":", "%3A") + "/converse";
    return aws.send(RawRequest.bedrock(aws, path, HELLO).signed(customer(), "bedrock", aws.clock));
  }
}
