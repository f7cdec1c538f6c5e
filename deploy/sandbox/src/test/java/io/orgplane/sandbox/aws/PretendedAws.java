package io.orgplane.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.sandbox.clock.OffsetClock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A stand-in on a free port with a clock of its own, and the SDK's clients pointed at it. */
final class PretendedAws implements AutoCloseable {
  static final String PLATFORM_KEY = "AKIAORGPLANEPLATFORM";
  static final String PLATFORM_SECRET = "the-platform-secret-of-this-test-run-only";
  static final String CUSTOMER_KEY = "AKIACUSTOMER22222222";
  static final String CUSTOMER_SECRET = "the-customer-secret-of-this-test-run-only";
  static final String CUSTOMER_ROLE = "arn:aws:iam::222222222222:role/orgplane";
  static final String EXTERNAL_ID = "orgplane-7f3a";
  static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";
  static final String OPUS = "anthropic.claude-opus-4-5-20251101-v1:0";
  static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";

  /** Shared, because closing one takes seconds; Bedrock's own default is HTTP/2. */
  private static final SdkAsyncHttpClient NETTY =
      NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();

  final OffsetClock clock = OffsetClock.inMemory();
  private final Vertx vertx = Vertx.vertx();
  private final AwsStandIn standIn;
  private final HttpClient http = HttpClient.newHttpClient();

  PretendedAws() {
    standIn =
        AwsStandIn.start(
            vertx,
            new AwsStandInConfig(
                "127.0.0.1", 0, "us-east-1", PLATFORM_KEY, PLATFORM_SECRET, clock));
  }

  URI endpoint() {
    return URI.create("http://localhost:" + standIn.port());
  }

  /** An account with a user, its key, and a role that trusts the platform under an external id. */
  PretendedAws withCustomer() {
    put(
        """
        {
          "accounts": [{"id": "222222222222", "name": "Acme"}],
          "users": [{"accountId": "222222222222", "name": "ops", "policies": [{
            "Version": "2012-10-17",
            "Statement": {"Effect": "Allow", "Resource": "*", "Action":
              ["bedrock:*", "sts:GetFederationToken", "sts:AssumeRole", "kms:*"]}}]}],
          "keys": [{"kind": "access-key", "accountId": "222222222222", "user": "ops",
            "accessKeyId": "%s", "secretAccessKey": "%s"}],
          "roles": [{"accountId": "222222222222", "name": "orgplane",
            "trustPolicy": {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow",
              "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
              "Action": "sts:AssumeRole",
              "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}]},
            "policies": [{"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "bedrock:InvokeModel*", "Resource": "*"},
              {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}],
            "maxSessionDurationSeconds": 7200}],
          "modelAccess": [{"accountId": "222222222222", "models": ["%s", "%s", "%s"]}]
        }"""
            .formatted(CUSTOMER_KEY, CUSTOMER_SECRET, EXTERNAL_ID, SONNET, OPUS, HAIKU));
    return this;
  }

  void put(String state) {
    var answer = admin("PUT", "/sandbox/aws", state);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  void fault(String fault) {
    assertThat(admin("POST", "/sandbox/faults", fault).statusCode()).isEqualTo(204);
  }

  HttpResponse<String> admin(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(endpoint().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  static AwsCredentials platform() {
    return AwsBasicCredentials.create(PLATFORM_KEY, PLATFORM_SECRET);
  }

  static AwsCredentials customer() {
    return AwsBasicCredentials.create(CUSTOMER_KEY, CUSTOMER_SECRET);
  }

  static AwsCredentials credentials(Credentials session) {
    return AwsSessionCredentials.create(
        session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
  }

  StsClient sts(AwsCredentials credentials) {
    return StsClient.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  KmsClient kms(AwsCredentials credentials, Region region) {
    return KmsClient.builder()
        .endpointOverride(endpoint())
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  BedrockRuntimeAsyncClient bedrock(AwsCredentials credentials) {
    return bedrock(credentials, Region.US_EAST_1);
  }

  BedrockRuntimeAsyncClient bedrock(AwsCredentials credentials, Region region) {
    return BedrockRuntimeAsyncClient.builder()
        .endpointOverride(endpoint())
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(NETTY)
        .overrideConfiguration(
            each ->
                each.retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(Duration.ofSeconds(10)))
        .build();
  }

  /** A session of the customer's role, as byok-service gets it. */
  Credentials customerSession() {
    try (var sts = sts(platform())) {
      return sts.assumeRole(
              each ->
                  each.roleArn(CUSTOMER_ROLE)
                      .roleSessionName("orgplane")
                      .externalId(EXTERNAL_ID)
                      .durationSeconds(900))
          .credentials();
    }
  }

  @Override
  public void close() {
    standIn.close();
    vertx.close();
  }
}
