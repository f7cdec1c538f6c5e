package io.orgplane.sandbox.aws;

import static io.orgplane.sandbox.aws.PretendedAws.credentials;
import static io.orgplane.sandbox.aws.PretendedAws.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {
  private PretendedAws aws;

  @BeforeEach
  void start() {
    aws = new PretendedAws();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"accounts\": [",
        "{\"colours\": []}",
        "{\"accounts\": [{\"id\": \"12\"}]}",
        "{\"accounts\": [{\"id\": 222222222222}]}",
        "{\"accounts\": [{\"id\": \"222222222222\", \"colour\": \"red\"}]}",
        "{\"users\": [{\"accountId\": \"999999999999\", \"name\": \"x\"}]}",
        "{\"users\": [{\"accountId\": \"111111111111\", \"name\": \"x/y\"}]}",
        "{\"users\": [{\"accountId\": \"111111111111\", \"name\": \"x\", \"policies\": [\"none\"]}]}",
        "{\"keys\": [{\"kind\": \"access-key\", \"accountId\": \"111111111111\", \"user\": \"x\"}]}",
        "{\"modelAccess\": [{\"accountId\": \"111111111111\", \"models\": [\"x\"]}]}",
        "{\"modelAccess\": [{\"accountId\": \"111111111111\", \"models\": [],"
            + " \"regions\": [\"Mars\"]}]}",
        "{\"policies\": [{\"name\": \"p\", \"document\": {\"Statement\": []}}]}",
        "{\"policies\": [{\"name\": \"p\", \"document\": {\"Statement\": {\"Effect\": \"Maybe\"}}}]}",
        "{\"policies\": [{\"name\": \"p\", \"document\": {\"Statement\": {\"Effect\": \"Allow\","
            + " \"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::${aws:username}\"}}}]}",
        "{\"policies\": [{\"name\": \"p\", \"document\": {\"Statement\": {\"Effect\": \"Allow\","
            + " \"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"DateLessThan\":"
            + " {\"aws:CurrentTime\": \"2026\"}}}}}]}",
      })
  void what_cannot_be_right_is_refused_and_changes_nothing(String body) {
    var before = aws.admin("GET", "/sandbox/aws", "").body();
    var answer = aws.admin("PUT", "/sandbox/aws", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"validation-failed\"");
    assertThat(aws.admin("GET", "/sandbox/aws", "").body()).isEqualTo(before);
  }

  @Test
  void a_document_is_taken_as_a_whole_or_not_at_all() {
    aws.admin(
        "PUT", "/sandbox/aws", "{\"accounts\": [{\"id\": \"222222222222\"}, {\"id\": \"x\"}]}");
    assertThat(aws.admin("GET", "/sandbox/aws", "").body()).doesNotContain("222222222222");
  }

  @Test
  void the_state_is_shown_without_secrets() {
    aws.withCustomer();
    aws.put(
        """
        {"keys": [{"kind": "bedrock-api-key", "accountId": "222222222222", "user": "ops",
          "apiKey": "ABSKorgplane-test-api-key"}]}""");
    var session = aws.customerSession();
    var shown = aws.admin("GET", "/sandbox/aws", "").body();
    assertThat(shown)
        .contains(PretendedAws.CUSTOMER_KEY, session.accessKeyId(), PretendedAws.CUSTOMER_ROLE)
        .doesNotContain(
            PretendedAws.CUSTOMER_SECRET,
            PretendedAws.PLATFORM_SECRET,
            session.secretAccessKey(),
            session.sessionToken(),
            "orgplane-test-api-key");
  }

  @Test
  void merging_keeps_what_is_not_named_and_replacing_keeps_only_the_platform() {
    aws.withCustomer();
    aws.put("{\"accounts\": [{\"id\": \"222222222222\", \"name\": \"Acme again\"}]}");
    try (var sts = aws.sts(customer())) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo("222222222222");
    }
    var session = credentials(aws.customerSession());
    aws.put("{\"mode\": \"replace\"}");
    try (var sts = aws.sts(customer());
        var orphan = aws.sts(session);
        var platform = aws.sts(PretendedAws.platform())) {
      assertThatThrownBy(sts::getCallerIdentity).hasMessageContaining("is invalid");
      assertThatThrownBy(orphan::getCallerIdentity).hasMessageContaining("is invalid");
      assertThat(platform.getCallerIdentity().arn())
          .isEqualTo("arn:aws:iam::111111111111:user/orgplane-byok");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kind\": \"delay\"}",
        "{\"service\": \"s3\", \"kind\": \"delay\"}",
        "{\"service\": \"sts\"}",
        "{\"service\": \"sts\", \"kind\": \"explode\"}",
        "{\"service\": \"sts\", \"kind\": \"delay\", \"times\": 0}",
        "{\"service\": \"sts\", \"kind\": \"throttling\", \"delayMillis\": 5}",
        "{\"operation\": 5, \"kind\": \"delay\"}",
        "{\"colour\": \"red\", \"kind\": \"delay\"}",
        "{\"path\": \"model\", \"kind\": \"delay\"}",
      })
  void a_fault_that_makes_no_sense_is_refused(String fault) {
    assertThat(aws.admin("POST", "/sandbox/faults", fault).statusCode()).isEqualTo(400);
  }

  @Test
  void faults_can_be_lifted() {
    aws.fault("{\"service\": \"sts\", \"kind\": \"throttle\", \"times\": 1000}");
    try (var sts = aws.sts(PretendedAws.platform())) {
      assertThatThrownBy(sts::getCallerIdentity).hasMessageContaining("Rate exceeded");
      assertThat(aws.admin("DELETE", "/sandbox/faults", "").statusCode()).isEqualTo(204);
      assertThat(sts.getCallerIdentity().account()).isEqualTo("111111111111");
    }
  }
}
