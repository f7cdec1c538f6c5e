package io.orgplane.byok;

import io.restassured.response.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** What a platform service does with what it was vended. */
record VendedSession(StaticCredentialsProvider credentials, String region) {

  static VendedSession of(Response vended) {
    return new VendedSession(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                vended.path("accessKeyId"),
                vended.path("secretAccessKey"),
                vended.path("sessionToken"))),
        vended.path("region"));
  }

  String account() {
    try (StsAsyncClient sts = sts()) {
      return sts.getCallerIdentity().join().account();
    }
  }

  /** {@code ok}, or AWS's error code. */
  String assume(String role) {
    try (StsAsyncClient sts = sts()) {
      return outcome(sts.assumeRole(ask -> ask.roleArn(role).roleSessionName("further")));
    }
  }

  /** {@code ok}, or AWS's error code. */
  String invoke(String profileId) {
    try (BedrockRuntimeAsyncClient bedrock =
        BedrockRuntimeAsyncClient.builder()
            .endpointOverride(Aws.endpoint())
            .region(Region.of(region))
            .credentialsProvider(credentials)
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
            .build()) {
      return outcome(
          bedrock.converse(
              ask ->
                  ask.modelId(profileId)
                      .messages(
                          said ->
                              said.role(ConversationRole.USER)
                                  .content(ContentBlock.fromText("Hello")))));
    }
  }

  private StsAsyncClient sts() {
    return StsAsyncClient.builder()
        .endpointOverride(Aws.endpoint())
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .build();
  }

  private static String outcome(CompletableFuture<?> call) {
    try {
      call.join();
      return "ok";
    } catch (CompletionException e) {
      if (e.getCause() instanceof AwsServiceException refused) {
        return refused.awsErrorDetails().errorCode();
      }
      throw e;
    }
  }
}
