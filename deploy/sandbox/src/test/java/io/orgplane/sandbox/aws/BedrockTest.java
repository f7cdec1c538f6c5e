package io.orgplane.sandbox.aws;

import static io.orgplane.sandbox.aws.PretendedAws.HAIKU;
import static io.orgplane.sandbox.aws.PretendedAws.OPUS;
import static io.orgplane.sandbox.aws.PretendedAws.SONNET;
import static io.orgplane.sandbox.aws.PretendedAws.credentials;
import static io.orgplane.sandbox.aws.PretendedAws.customer;
import static io.orgplane.sandbox.aws.PretendedAws.platform;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

class BedrockTest {
  private static final String HELLO =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}";
  private PretendedAws aws;

  @BeforeEach
  void start() {
    aws = new PretendedAws().withCustomer();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"global.", "us."})
  void a_required_model_answers_through_its_profile(String prefix) {
    var answer = converse(customer(), prefix + SONNET, 200);
    assertThat(answer.output().message().role()).isEqualTo(ConversationRole.ASSISTANT);
    assertThat(answer.output().message().content().getFirst().text()).contains("Claude Sonnet 4.5");
    assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
    assertThat(answer.usage().totalTokens())
        .isEqualTo(answer.usage().inputTokens() + answer.usage().outputTokens());
  }

  @Test
  void the_platform_has_both_required_models() {
    assertThat(converse(platform(), "us." + SONNET, 1).stopReason())
        .isEqualTo(StopReason.MAX_TOKENS);
    assertThat(converse(platform(), "global." + OPUS, 1).usage().outputTokens()).isEqualTo(1);
  }

  @Test
  void a_bare_id_is_refused_where_a_profile_is_needed_and_enough_where_not() {
    assertThat(refusal(customer(), SONNET))
        .startsWith("400 ValidationException")
        .contains(
            "Invocation of model ID " + SONNET + " with on-demand throughput isn\u2019t supported",
            "inference profile that contains this model");
    assertThat(converse(customer(), HAIKU, 10).output()).isNotNull();
  }

  @Test
  void a_profile_is_known_in_its_own_regions_only() {
    assertThat(refusal(customer(), "eu." + SONNET)).contains("model identifier is invalid");
    try (var frankfurt = aws.bedrock(customer(), Region.EU_CENTRAL_1)) {
      assertThat(
              frankfurt
                  .converse(each -> each.modelId("eu." + SONNET).messages(hello()))
                  .join()
                  .usage()
                  .inputTokens())
          .isPositive();
    }
    assertThat(refusal(customer(), "us.anthropic.claude-9"))
        .contains("model identifier is invalid");
  }

  @Test
  void a_profile_can_be_named_by_its_arn() {
    var arn = "arn:aws:bedrock:us-east-1:222222222222:inference-profile/us." + OPUS;
    assertThat(converse(customer(), arn, 10).output()).isNotNull();
    var foreign = "arn:aws:bedrock:us-east-1:111111111111:inference-profile/us." + OPUS;
    assertThat(refusal(customer(), foreign)).contains("model identifier is invalid");
  }

  @Test
  void a_model_without_access_is_denied_though_policies_allow_it() {
    aws.put(
        "{\"modelAccess\": [{\"accountId\": \"222222222222\", \"models\": [\"" + SONNET + "\"]}]}");
    assertThat(converse(customer(), "us." + SONNET, 10).output()).isNotNull();
    assertThat(refusal(customer(), "us." + OPUS))
        .startsWith("403 AccessDeniedException")
        .contains("You don't have access to the model");
  }

  @Test
  void access_to_a_model_is_given_region_by_region() {
    aws.put(
        """
        {"modelAccess": [
          {"accountId": "222222222222", "models": ["%1$s"], "regions": ["us-east-1"]},
          {"accountId": "222222222222", "models": ["%2$s"], "regions": ["eu-central-1"]}]}"""
            .formatted(SONNET, OPUS));
    assertThat(converse(customer(), "us." + SONNET, 10).output()).isNotNull();
    assertThat(converse(customer(), "global." + SONNET, 10).output()).isNotNull();
    assertThat(refusal(customer(), "us." + OPUS)).contains("You don't have access to the model");
    assertThat(refusal(customer(), Region.EU_CENTRAL_1, "eu." + SONNET))
        .contains("You don't have access to the model");
    assertThat(refusal(customer(), Region.EU_CENTRAL_1, "global." + SONNET))
        .contains("You don't have access to the model");
    try (var frankfurt = aws.bedrock(customer(), Region.EU_CENTRAL_1)) {
      assertThat(frankfurt.converse(each -> each.modelId("eu." + OPUS).messages(hello())).join())
          .isNotNull();
    }
  }

  @Test
  void a_policy_can_open_one_profile_and_leave_the_others_shut() {
    aws.put(
        """
        {"users": [{"accountId": "222222222222", "name": "ops", "policies": [
          {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "bedrock:*",
            "Resource": ["arn:aws:bedrock:*::foundation-model/*",
              "arn:aws:bedrock:*:222222222222:inference-profile/us.*"]}}]}]}""");
    assertThat(converse(customer(), "us." + SONNET, 10).output()).isNotNull();
    assertThat(refusal(customer(), "global." + SONNET))
        .startsWith("403 AccessDeniedException")
        .contains("inference-profile/global." + SONNET, "no identity-based policy allows");
  }

  @Test
  void a_session_policy_leaves_only_the_models_it_names() {
    var policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Action": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
          "Resource": [
            "arn:aws:bedrock:*::foundation-model/%1$s",
            "arn:aws:bedrock:*:*:inference-profile/us.%1$s"]}]}"""
            .formatted(SONNET);
    try (var sts = aws.sts(platform())) {
      var narrow =
          credentials(
              sts.assumeRole(
                      each ->
                          each.roleArn(PretendedAws.CUSTOMER_ROLE)
                              .roleSessionName("narrow")
                              .externalId(PretendedAws.EXTERNAL_ID)
                              .policy(policy))
                  .credentials());
      assertThat(converse(narrow, "us." + SONNET, 10).output()).isNotNull();
      assertThat(refusal(narrow, "us." + OPUS))
          .startsWith("403 AccessDeniedException")
          .contains("because no session policy allows the bedrock:InvokeModel action");
      assertThat(refusal(narrow, HAIKU)).contains("because no session policy allows");
    }
  }

  @Test
  void a_federated_session_has_what_user_and_policy_share() {
    try (var sts = aws.sts(customer())) {
      var bare = credentials(sts.getFederationToken(each -> each.name("orgplane")).credentials());
      assertThat(refusal(bare, "us." + SONNET)).contains("because no session policy allows");
      var policy =
          "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"bedrock:*\","
              + "\"Resource\":\"*\"}}";
      var allowed =
          credentials(
              sts.getFederationToken(each -> each.name("orgplane").policy(policy)).credentials());
      assertThat(converse(allowed, "us." + SONNET, 10).output()).isNotNull();
    }
  }

  @Test
  void a_service_control_policy_over_the_account_has_the_last_word() {
    aws.put(
        """
        {"accounts": [{"id": "222222222222", "name": "Acme", "serviceControlPolicies": [
          {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Action": "bedrock:*", "Resource": "*", "Condition":
              {"StringEquals": {"aws:RequestedRegion": "us-west-2"}}}]}]}]}""");
    assertThat(refusal(customer(), "us." + SONNET))
        .contains("with an explicit deny in a service control policy");
    assertThat(converse(customer(), HAIKU, 10).output()).isNotNull();
  }

  @Test
  void a_role_that_loses_its_policy_loses_it_for_sessions_that_are_out() {
    var session = credentials(aws.customerSession());
    assertThat(converse(session, "us." + SONNET, 10).output()).isNotNull();
    aws.put(
        """
        {"roles": [{"accountId": "222222222222", "name": "orgplane", "policies": [],
          "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
            "Principal": {"AWS": "111111111111"}, "Action": "sts:AssumeRole"}}}]}""");
    assertThat(refusal(session, "us." + SONNET))
        .contains("because no identity-based policy allows");
  }

  @Test
  void throttling_and_outages_come_when_they_are_laid_and_then_pass() {
    aws.fault("{\"service\": \"bedrock-runtime\", \"kind\": \"throttle\", \"times\": 2}");
    assertThat(refusal(customer(), "us." + SONNET)).startsWith("429 ThrottlingException");
    assertThat(refusal(customer(), "us." + SONNET)).startsWith("429 ThrottlingException");
    assertThat(converse(customer(), "us." + SONNET, 10).output()).isNotNull();
    aws.fault("{\"path\": \"/model/\", \"kind\": \"outage\"}");
    assertThat(refusal(customer(), "us." + SONNET)).startsWith("503 ServiceUnavailableException");
    aws.fault("{\"accountId\": \"222222222222\", \"kind\": \"error-500\"}");
    assertThat(converse(platform(), "us." + SONNET, 10).output()).isNotNull();
    assertThat(refusal(customer(), "us." + SONNET)).startsWith("500 InternalServerException");
  }

  @Test
  void a_timeout_after_the_effect_has_had_its_effect() {
    aws.fault("{\"service\": \"bedrock-runtime\", \"kind\": \"timeout-after-effect\"}");
    try (var bedrock = aws.bedrock(customer())) {
      var silent =
          bedrock.converse(
              each ->
                  each.modelId("us." + SONNET)
                      .messages(hello())
                      .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMillis(400))));
      assertThat(org.assertj.core.api.Assertions.catchThrowable(silent::join))
          .hasMessageContaining("timeout");
    }
    assertThat(aws.admin("GET", "/sandbox/aws", "").body())
        .contains("\"invocations\":{\"222222222222\":{\"" + SONNET + "\":1}}");
  }

  @Test
  void invoke_model_speaks_anthropics_messages() {
    var body =
        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":50,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    try (var bedrock = aws.bedrock(credentials(aws.customerSession()))) {
      var answer =
          bedrock
              .invokeModel(
                  each -> each.modelId("global." + OPUS).body(SdkBytes.fromUtf8String(body)))
              .join();
      assertThat(answer.body().asUtf8String())
          .contains("\"role\":\"assistant\"", "\"output_tokens\":", "claude-opus-4-5-20251101");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messages\":[]}",
        "{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"text\":\"x\"}]}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":[]}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\" \"}]}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}],\"colour\":\"red\"}",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}],\"inferenceConfig\":{\"maxTokens\":0}}",
        "{\"messages\":",
      })
  void a_malformed_conversation_is_a_validation_error(String body) {
    var path = "/model/us." + SONNET.replace(":", "%3A") + "/converse";
    var answer =
        aws.send(RawRequest.bedrock(aws, path, body).signed(customer(), "bedrock", aws.clock));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("x-amzn-errortype")).contains("ValidationException");
  }

  @Test
  void a_bedrock_api_key_is_accepted_where_its_user_may_use_one() {
    aws.put(
        """
        {"keys": [{"kind": "bedrock-api-key", "accountId": "222222222222", "user": "ops",
          "apiKey": "ABSKorgplane-test-api-key"}]}""");
    assertThat(withBearer("ABSKorgplane-test-api-key").statusCode()).isEqualTo(200);
    var unknown = withBearer("ABSKsomebody-elses-api-key");
    assertThat(unknown.statusCode()).isEqualTo(403);
    assertThat(unknown.body()).contains("Authentication failed");
    aws.put(
        """
        {"users": [{"accountId": "222222222222", "name": "ops", "policies": [
          {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
            "Action": "bedrock:InvokeModel", "Resource": "*"}}]}]}""");
    assertThat(withBearer("ABSKorgplane-test-api-key").body())
        .contains("bedrock:CallWithBearerToken");
  }

  @Test
  void models_and_profiles_of_a_region_are_listed() {
    var models = get("/foundation-models?byProvider=anthropic");
    assertThat(models).contains(SONNET, OPUS, HAIKU, "INFERENCE_PROFILE", "ON_DEMAND");
    var profiles = get("/inference-profiles?maxResults=1000");
    assertThat(profiles).contains("global." + SONNET, "us." + OPUS).doesNotContain("\"eu.");
    assertThat(get("/inference-profiles/us.none")).contains("not found");
  }

  private String get(String path) {
    return aws.send(RawRequest.bedrock(aws, path).signed(customer(), "bedrock", aws.clock)).body();
  }

  private HttpResponse<String> withBearer(String key) {
    var path = "/model/us." + SONNET.replace(":", "%3A") + "/converse";
    return aws.send(
        HttpRequest.newBuilder(URI.create(aws.endpoint() + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(HELLO))
            .build());
  }

  private ConverseResponse converse(AwsCredentials as, String model, int maxTokens) {
    try (var bedrock = aws.bedrock(as)) {
      return bedrock
          .converse(
              each ->
                  each.modelId(model)
                      .messages(hello())
                      .inferenceConfig(config -> config.maxTokens(maxTokens)))
          .join();
    }
  }

  private String refusal(AwsCredentials as, String model) {
    return refusal(as, Region.US_EAST_1, model);
  }

  private String refusal(AwsCredentials as, Region region, String model) {
    try (var bedrock = aws.bedrock(as, region)) {
      bedrock.converse(each -> each.modelId(model).messages(hello())).join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        return refused.statusCode() + " " + details.errorCode() + " " + details.errorMessage();
      }
      throw failure;
    }
    throw new AssertionError(model + " was not refused");
  }

  private static Message hello() {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText("hello"))
        .build();
  }
}
