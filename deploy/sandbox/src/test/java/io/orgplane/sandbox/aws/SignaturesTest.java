package io.orgplane.sandbox.aws;

import static io.orgplane.sandbox.aws.PretendedAws.customer;
import static io.orgplane.sandbox.aws.PretendedAws.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignaturesTest {
  private static final String IDENTITY = "Action=GetCallerIdentity";
  private PretendedAws aws;

  @BeforeAll
  void start() {
    aws = new PretendedAws().withCustomer();
  }

  @AfterAll
  void stop() {
    aws.close();
  }

  @Test
  void the_right_secret_proves_who_calls() {
    try (var sts = aws.sts(customer())) {
      var identity = sts.getCallerIdentity();
      assertThat(identity.account()).isEqualTo("222222222222");
      assertThat(identity.arn()).isEqualTo("arn:aws:iam::222222222222:user/ops");
      assertThat(identity.userId()).startsWith("AIDA");
    }
  }

  @Test
  void a_wrong_secret_is_refused_by_each_service_in_its_own_words() {
    var wrong = AwsBasicCredentials.create(PretendedAws.CUSTOMER_KEY, "not-the-secret-at-all");
    assertThat(stsError(wrong)).contains("403 SignatureDoesNotMatch");
    assertThat(kmsError(wrong)).contains("400 InvalidSignatureException");
    assertThat(bedrockError(wrong)).contains("403 InvalidSignatureException");
  }

  @Test
  void an_unknown_key_is_refused_by_each_service_in_its_own_words() {
    var unknown = AwsBasicCredentials.create("AKIANOBODY2222222222", "whatever-secret-this-is");
    assertThat(stsError(unknown)).contains("403 InvalidClientTokenId");
    assertThat(kmsError(unknown)).contains("400 UnrecognizedClientException");
    assertThat(bedrockError(unknown)).contains("403 UnrecognizedClientException");
  }

  @Test
  void no_signature_at_all_is_missing_authentication() {
    var sts = aws.send(RawRequest.sts(aws, IDENTITY).unsigned());
    var kms = aws.send(RawRequest.kms(aws, "CreateKey", "{}").unsigned());
    var bedrock = aws.send(RawRequest.bedrock(aws, "/foundation-models").unsigned());
    assertThat(sts.statusCode()).isEqualTo(403);
    assertThat(sts.body()).contains("<Code>MissingAuthenticationToken</Code>");
    assertThat(kms.body()).contains("MissingAuthenticationTokenException");
    assertThat(bedrock.headers().firstValue("x-amzn-errortype"))
        .contains("MissingAuthenticationTokenException");
  }

  @Test
  void a_clock_more_than_five_minutes_off_is_refused_either_way() {
    var request = RawRequest.sts(aws, IDENTITY);
    var slow = request.signed(platform(), "sts", off(Duration.ofMinutes(-6)));
    var fast = request.signed(platform(), "sts", off(Duration.ofMinutes(6)));
    var nearly = request.signed(platform(), "sts", off(Duration.ofMinutes(4)));
    assertThat(aws.send(slow).body()).contains("SignatureDoesNotMatch", "Signature expired: ");
    assertThat(aws.send(fast).body())
        .contains("SignatureDoesNotMatch", "Signature not yet current: ");
    assertThat(aws.send(nearly).statusCode()).isEqualTo(200);
  }

  @Test
  void a_body_changed_under_the_signature_is_noticed() {
    var changed =
        RawRequest.sts(aws, IDENTITY)
            .signedThenBody(
                platform(), "sts", aws.clock, "Action=GetSessionToken&Version=2011-06-15");
    assertThat(aws.send(changed).body()).contains("SignatureDoesNotMatch");
  }

  @Test
  void a_signature_for_another_service_opens_nothing() {
    var request = RawRequest.kms(aws, "CreateKey", "{}").signed(platform(), "sts", aws.clock);
    var answer = aws.send(request);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("InvalidSignatureException", "correct service: 'kms'");
  }

  @Test
  void a_key_that_was_switched_off_is_unknown() {
    try (var other = new PretendedAws().withCustomer()) {
      other.put(
          """
          {"keys": [{"kind": "access-key", "accountId": "222222222222", "user": "ops",
            "accessKeyId": "%s", "secretAccessKey": "%s", "active": false}]}"""
              .formatted(PretendedAws.CUSTOMER_KEY, PretendedAws.CUSTOMER_SECRET));
      try (var sts = other.sts(customer())) {
        assertThatThrownBy(sts::getCallerIdentity).hasMessageContaining("security token");
      }
    }
  }

  @Test
  void paths_with_encoded_colons_are_signed_as_sent() {
    var path = "/inference-profiles/us." + PretendedAws.SONNET.replace(":", "%3A");
    var request = RawRequest.bedrock(aws, path).signed(customer(), "bedrock", aws.clock);
    var answer = aws.send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"type\":\"SYSTEM_DEFINED\"", "foundation-model/");
  }

  @Test
  void every_answer_has_a_request_id_and_the_date_of_the_clock() {
    var answer = aws.send(RawRequest.sts(aws, IDENTITY).signed(platform(), "sts", aws.clock));
    var date =
        ZonedDateTime.parse(
            answer.headers().firstValue("date").orElseThrow(),
            DateTimeFormatter.RFC_1123_DATE_TIME);
    assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(Duration.between(date.toInstant(), aws.clock.instant()).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void an_sdk_client_finds_its_way_after_the_clock_was_moved() {
    try (var moved = new PretendedAws().withCustomer()) {
      moved.clock.advance(Duration.ofDays(40));
      try (var sts =
          StsClient.builder()
              .endpointOverride(moved.endpoint())
              .region(Region.US_EAST_1)
              .credentialsProvider(StaticCredentialsProvider.create(customer()))
              .build()) {
        assertThat(sts.getCallerIdentity().account()).isEqualTo("222222222222");
      }
    }
  }

  private Clock off(Duration skew) {
    return Clock.offset(aws.clock, skew);
  }

  private String stsError(AwsBasicCredentials credentials) {
    try (var sts = aws.sts(credentials)) {
      sts.getCallerIdentity();
      return "";
    } catch (StsException refused) {
      return refused.statusCode() + " " + refused.awsErrorDetails().errorCode();
    }
  }

  private String kmsError(AwsBasicCredentials credentials) {
    var answer =
        aws.send(RawRequest.kms(aws, "CreateKey", "{}").signed(credentials, "kms", aws.clock));
    return answer.statusCode() + " " + answer.headers().firstValue("x-amzn-errortype").orElse("");
  }

  private String bedrockError(AwsBasicCredentials credentials) {
    var answer =
        aws.send(
            RawRequest.bedrock(aws, "/foundation-models")
                .signed(credentials, "bedrock", aws.clock));
    return answer.statusCode() + " " + answer.headers().firstValue("x-amzn-errortype").orElse("");
  }
}
