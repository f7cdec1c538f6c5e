package io.orgplane.sandbox.aws;

import static io.orgplane.sandbox.aws.PretendedAws.CUSTOMER_ROLE;
import static io.orgplane.sandbox.aws.PretendedAws.EXTERNAL_ID;
import static io.orgplane.sandbox.aws.PretendedAws.credentials;
import static io.orgplane.sandbox.aws.PretendedAws.customer;
import static io.orgplane.sandbox.aws.PretendedAws.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class StsTest {
  private PretendedAws aws;

  @BeforeEach
  void start() {
    aws = new PretendedAws().withCustomer();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void a_role_is_assumed_with_its_external_id() {
    var assumed = assume(platform(), each -> each.externalId(EXTERNAL_ID).durationSeconds(900));
    assertThat(assumed.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/orgplane/test");
    assertThat(assumed.credentials().accessKeyId()).startsWith("ASIA");
    assertThat(assumed.credentials().expiration())
        .isBetween(aws.clock.instant().plusSeconds(890), aws.clock.instant().plusSeconds(901));
    try (var sts = aws.sts(credentials(assumed.credentials()))) {
      assertThat(sts.getCallerIdentity().arn()).isEqualTo(assumed.assumedRoleUser().arn());
    }
  }

  @Test
  void without_the_external_id_or_with_another_the_role_is_out_of_reach() {
    assertThat(refusal(platform(), each -> {})).isEqualTo("403 AccessDenied");
    assertThat(refusal(platform(), each -> each.externalId("guessed")))
        .isEqualTo("403 AccessDenied");
  }

  @Test
  void a_role_that_does_not_exist_looks_like_one_that_is_out_of_reach() {
    var missing = "arn:aws:iam::222222222222:role/missing";
    assertThat(refusal(platform(), each -> each.roleArn(missing))).isEqualTo("403 AccessDenied");
  }

  @Test
  void trusting_an_account_is_not_enough_where_the_callers_own_policy_is_silent() {
    aws.put(
        """
        {"accounts": [{"id": "333333333333"}],
         "users": [{"accountId": "333333333333", "name": "nobody"}],
         "keys": [{"kind": "access-key", "accountId": "333333333333", "user": "nobody",
           "accessKeyId": "AKIANOBODY3333333333", "secretAccessKey": "a-secret-of-nobody-at-all"}],
         "roles": [{"accountId": "222222222222", "name": "open",
           "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
             "Principal": {"AWS": "333333333333"}, "Action": "sts:AssumeRole"}}}]}""");
    var nobody =
        software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create(
            "AKIANOBODY3333333333", "a-secret-of-nobody-at-all");
    assertThat(refusal(nobody, each -> each.roleArn("arn:aws:iam::222222222222:role/open")))
        .isEqualTo("403 AccessDenied");
  }

  @Test
  void the_platform_becomes_its_own_bedrock_role() {
    var assumed =
        assume(platform(), each -> each.roleArn("arn:aws:iam::111111111111:role/orgplane-bedrock"));
    assertThat(assumed.assumedRoleUser().assumedRoleId()).startsWith("AROA").endsWith(":test");
  }

  @Test
  void a_chained_role_lasts_an_hour_at_most() {
    aws.put(
        """
        {"roles": [{"accountId": "222222222222", "name": "second",
          "maxSessionDurationSeconds": 43200,
          "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::222222222222:role/orgplane"},
            "Action": "sts:AssumeRole"}}}]}""");
    var first = credentials(assume(platform(), each -> each.externalId(EXTERNAL_ID)).credentials());
    Consumer<AssumeRoleRequest.Builder> second =
        each -> each.roleArn("arn:aws:iam::222222222222:role/second");
    assertThat(assume(first, second.andThen(each -> each.durationSeconds(3_600))).credentials())
        .isNotNull();
    assertThat(refusal(first, second.andThen(each -> each.durationSeconds(3_601))))
        .isEqualTo("400 ValidationError");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a duration below 900 s, 899, test, x-y",
    "a duration above the maximum of the role, 7201, test, x-y",
    "a session name with a slash, 900, a/b, x-y",
    "a session name of one character, 900, a, x-y",
    "an external id of one character, 900, test, x",
    "an external id with a blank, 900, test, a b",
  })
  void what_the_reference_constrains_is_refused(
      String what, int seconds, String name, String externalId) {
    assertThat(
            refusal(
                platform(),
                each ->
                    each.durationSeconds(seconds)
                        .roleSessionName(name)
                        .externalId(seconds > 7_200 ? EXTERNAL_ID : externalId)))
        .as(what)
        .isEqualTo("400 ValidationError");
  }

  @Test
  void a_session_policy_must_be_a_policy() {
    assertThat(
            refusal(platform(), each -> each.externalId(EXTERNAL_ID).policy("{\"Statement\": 1}")))
        .isEqualTo("400 MalformedPolicyDocument");
  }

  @Test
  void a_session_policy_has_a_size_that_is_told_and_bounded() {
    assertThat(assume(platform(), each -> each.externalId(EXTERNAL_ID)).packedPolicySize())
        .isNull();
    assertThat(
            assume(platform(), each -> each.externalId(EXTERNAL_ID).policy(policyOf(1)))
                .packedPolicySize())
        .isBetween(1, 20);
    assertThat(refusal(platform(), each -> each.externalId(EXTERNAL_ID).policy(policyOf(55))))
        .isEqualTo("400 PackedPolicyTooLarge");
    assertThat(refusal(platform(), each -> each.externalId(EXTERNAL_ID).policy(policyOf(80))))
        .isEqualTo("400 ValidationError");
  }

  private static String policyOf(int models) {
    var arns =
        IntStream.range(0, models)
            .mapToObj("\"arn:aws:bedrock:::model/%08d\""::formatted)
            .collect(Collectors.joining(","));
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"bedrock:*\","
        + "\"Resource\":["
        + arns
        + "]}}";
  }

  @Test
  void a_session_ends_at_its_time() {
    var session = credentials(aws.customerSession());
    try (var sts = aws.sts(session)) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo("222222222222");
    }
    aws.clock.advance(Duration.ofMinutes(16));
    var expired =
        aws.send(RawRequest.sts(aws, "Action=GetCallerIdentity").signed(session, "sts", aws.clock));
    assertThat(expired.statusCode()).isEqualTo(403);
    assertThat(expired.body()).contains("<Code>ExpiredToken</Code>");
  }

  @Test
  void a_session_without_its_token_or_with_another_is_unknown() {
    var session = aws.customerSession();
    var bare =
        software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create(
            session.accessKeyId(), session.secretAccessKey());
    try (var sts = aws.sts(bare)) {
      assertThatThrownBy(sts::getCallerIdentity).hasMessageContaining("is invalid");
    }
  }

  @Test
  void only_a_long_term_key_gets_a_session_token() {
    try (var sts = aws.sts(customer())) {
      var temporary =
          credentials(sts.getSessionToken(each -> each.durationSeconds(900)).credentials());
      try (var second = aws.sts(temporary)) {
        assertThat(second.getCallerIdentity().arn())
            .isEqualTo("arn:aws:iam::222222222222:user/ops");
        var refused =
            catchThrowableOfType(StsException.class, () -> second.getSessionToken(each -> {}));
        assertThat(code(refused)).isEqualTo("403 AccessDenied");
      }
    }
  }

  @Test
  void a_federated_user_needs_a_permission_and_has_its_own_name() {
    try (var sts = aws.sts(customer());
        var platformSts = aws.sts(platform())) {
      var federated = sts.getFederationToken(each -> each.name("orgplane"));
      assertThat(federated.federatedUser().arn())
          .isEqualTo("arn:aws:sts::222222222222:federated-user/orgplane");
      var refused =
          catchThrowableOfType(
              StsException.class, () -> platformSts.getFederationToken(each -> each.name("me")));
      assertThat(code(refused)).isEqualTo("403 AccessDenied");
    }
  }

  @Test
  void unknown_actions_and_parameters_are_refused() {
    var action = RawRequest.sts(aws, "Action=ListBuckets").signed(platform(), "sts", aws.clock);
    var parameter =
        RawRequest.sts(aws, "Action=GetCallerIdentity&Colour=red")
            .signed(platform(), "sts", aws.clock);
    assertThat(aws.send(action).body()).contains("<Code>InvalidAction</Code>");
    assertThat(aws.send(parameter).body()).contains("<Code>ValidationError</Code>", "Colour");
  }

  private AssumeRoleResponse assume(
      AwsCredentials as, Consumer<AssumeRoleRequest.Builder> details) {
    try (var sts = aws.sts(as)) {
      Consumer<AssumeRoleRequest.Builder> usual =
          each -> each.roleArn(CUSTOMER_ROLE).roleSessionName("test");
      return sts.assumeRole(usual.andThen(details));
    }
  }

  private String refusal(AwsCredentials as, Consumer<AssumeRoleRequest.Builder> details) {
    return code(catchThrowableOfType(StsException.class, () -> assume(as, details)));
  }

  private static String code(StsException refused) {
    return refused.statusCode() + " " + refused.awsErrorDetails().errorCode();
  }
}
