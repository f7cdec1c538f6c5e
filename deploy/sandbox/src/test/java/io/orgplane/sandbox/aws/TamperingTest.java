package io.orgplane.sandbox.aws;

import static io.orgplane.sandbox.aws.PretendedAws.credentials;
import static io.orgplane.sandbox.aws.PretendedAws.customer;
import static io.orgplane.sandbox.aws.PretendedAws.platform;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Requests that the SDK's signer has signed rightly, and that were changed on their way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingTest {
  private static final String MISMATCH = "<Code>SignatureDoesNotMatch</Code>";
  private static final String INCOMPLETE = "<Code>IncompleteSignature</Code>";
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
  void untouched_it_passes() {
    assertThat(sent(identity(), UnaryOperator.identity()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
    "/us-east-1/, /eu-west-1/",
    "/sts/, /iam/",
    "Credential=AKIAORGPLANEPLATFORM, Credential=AKIACUSTOMER22222222",
    "host;, ''",
    "x-amz-date, x-amz-nothing",
  })
  void a_changed_authorization_is_refused(String from, String to) {
    var signed = identity();
    var before = signed.headers().firstValue("Authorization").orElseThrow();
    var changed = before.replace(from, to);
    assertThat(changed).isNotEqualTo(before);
    var answer = sent(signed, header("Authorization", changed));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains(MISMATCH);
  }

  @Test
  void a_signature_with_one_digit_changed_is_refused() {
    var signed = identity();
    var right = signed.headers().firstValue("Authorization").orElseThrow();
    var digit = right.charAt(right.length() - 1);
    var wrong = right.substring(0, right.length() - 1) + (digit == '0' ? '1' : '0');
    assertThat(sent(signed, header("Authorization", wrong)).body()).contains(MISMATCH);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "SignedHeaders=, Signed=",
    "Signature=, Signatur=",
    "aws4_request, aws5_request",
    "us-east-1, everywhere",
    "AWS4-HMAC-SHA256, AWS4-HMAC-MD5",
    "AWS4-HMAC-SHA256, AWS4-ECDSA-P256-SHA256",
  })
  void a_malformed_authorization_is_incomplete(String from, String to) {
    var signed = identity();
    var before = signed.headers().firstValue("Authorization").orElseThrow();
    var answer = sent(signed, header("Authorization", before.replace(from, to)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(INCOMPLETE);
  }

  @Test
  void a_moved_date_is_refused() {
    var signed = identity();
    var date = signed.headers().firstValue("X-Amz-Date").orElseThrow();
    var later = date.substring(0, date.length() - 2) + (date.endsWith("0Z") ? "1Z" : "0Z");
    assertThat(sent(signed, header("X-Amz-Date", later)).body()).contains(MISMATCH);
    assertThat(sent(signed, header("X-Amz-Date", "yesterday")).statusCode()).isGreaterThan(399);
    assertThat(sent(signed, header("X-Amz-Date", null)).body()).contains(INCOMPLETE);
  }

  @Test
  void a_query_added_or_a_path_changed_is_refused() {
    var listing = RawRequest.bedrock(aws, "/inference-profiles?maxResults=3");
    var signed = listing.signed(customer(), "bedrock", aws.clock);
    assertThat(aws.send(signed).statusCode()).isEqualTo(200);
    assertThat(at(signed, "/inference-profiles?maxResults=4")).contains("does not match");
    assertThat(at(signed, "/inference-profiles?maxResults=3&type=SYSTEM_DEFINED"))
        .contains("does not match");
    assertThat(at(signed, "/foundation-models?maxResults=3")).contains("does not match");
  }

  @Test
  void a_header_of_meaning_that_is_not_signed_is_refused() {
    var answer = sent(identity(), header("X-Amz-Security-Token", "IQoJb3JpZ2lu-of-nobody"));
    assertThat(answer.statusCode()).isEqualTo(403);
    var listing =
        RawRequest.bedrock(aws, "/foundation-models").signed(customer(), "bedrock", aws.clock);
    assertThat(sent(listing, header("X-Amz-Date-Of-Birth", "1")).body())
        .contains("must be a 'SignedHeader'");
  }

  @Test
  void a_session_needs_its_own_token() {
    var one = aws.customerSession();
    var two = aws.customerSession();
    var mixed =
        AwsSessionCredentials.create(one.accessKeyId(), one.secretAccessKey(), two.sessionToken());
    var request = RawRequest.sts(aws, "Action=GetCallerIdentity");
    assertThat(aws.send(request.signed(credentials(one), "sts", aws.clock)).statusCode())
        .isEqualTo(200);
    assertThat(aws.send(request.signed(mixed, "sts", aws.clock)).body())
        .contains("<Code>InvalidClientTokenId</Code>");
  }

  @ParameterizedTest(name = "{0} with a clock {1} min off")
  @CsvSource({"kms, -6", "kms, 6", "bedrock, -6", "bedrock, 6"})
  void every_service_allows_a_clock_five_minutes(String service, int minutes) {
    var off = Clock.offset(aws.clock, Duration.ofMinutes(minutes));
    var almost = Clock.offset(aws.clock, Duration.ofMinutes(minutes > 0 ? 4 : -4));
    var request =
        service.equals("kms")
            ? RawRequest.kms(aws, "CreateKey", "{}")
            : RawRequest.bedrock(aws, "/foundation-models");
    var refused = aws.send(request.signed(customer(), service, off));
    assertThat(refused.headers().firstValue("x-amzn-errortype"))
        .contains("InvalidSignatureException");
    assertThat(refused.body()).contains(minutes < 0 ? "Signature expired" : "not yet current");
    assertThat(aws.send(request.signed(customer(), service, almost)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_presigned_request_is_not_served() {
    var path = "/foundation-models?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00";
    var answer = aws.send(RawRequest.bedrock(aws, path).unsigned());
    assertThat(answer.headers().firstValue("x-amzn-errortype"))
        .contains("MissingAuthenticationTokenException");
  }

  private HttpRequest identity() {
    return RawRequest.sts(aws, "Action=GetCallerIdentity").signed(platform(), "sts", aws.clock);
  }

  private String at(HttpRequest signed, String path) {
    return aws.send(
            HttpRequest.newBuilder(signed, (name, value) -> true)
                .uri(URI.create(aws.endpoint() + path))
                .build())
        .body();
  }

  private HttpResponse<String> sent(HttpRequest signed, UnaryOperator<HttpRequest> change) {
    return aws.send(change.apply(signed));
  }

  /** The header with another value, or without it. */
  private static UnaryOperator<HttpRequest> header(String name, @Nullable String value) {
    return signed -> {
      var copy = HttpRequest.newBuilder(signed, (each, given) -> !each.equalsIgnoreCase(name));
      if (value != null) {
        copy.setHeader(name, value);
      }
      return copy.build();
    };
  }
}
