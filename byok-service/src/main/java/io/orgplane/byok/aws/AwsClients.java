package io.orgplane.byok.aws;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/**
 * The SDK's clients, one per service and region, without anything of their surroundings: no
 * credentials, token, profile or endpoint of the environment, of system properties, files or
 * instance metadata. A call that does not bring its own credentials fails before it leaves.
 */
@ApplicationScoped
class AwsClients {

  private static final String DOMAIN = ".amazonaws.com";
  private static final AwsCredentialsProvider NOBODY =
      () -> {
        throw new IllegalStateException("a call to AWS without explicit credentials");
      };

  private final AwsConfig config;
  private final SdkAsyncHttpClient http;
  private final Map<String, StsAsyncClient> sts = new ConcurrentHashMap<>();
  private final Map<String, KmsAsyncClient> kms = new ConcurrentHashMap<>();
  private final Map<String, BedrockRuntimeAsyncClient> bedrock = new ConcurrentHashMap<>();
  private final Map<String, BedrockRuntimeAsyncClient> bedrockByToken = new ConcurrentHashMap<>();

  AwsClients(AwsConfig config) {
    this.config = config;
    this.http =
        NettyNioAsyncHttpClient.builder()
            .protocol(Protocol.HTTP1_1)
            .maxConcurrency(config.connections())
            .build();
  }

  void onStop(@Observes ShutdownEvent stopping) {
    sts.values().forEach(StsAsyncClient::close);
    kms.values().forEach(KmsAsyncClient::close);
    bedrock.values().forEach(BedrockRuntimeAsyncClient::close);
    bedrockByToken.values().forEach(BedrockRuntimeAsyncClient::close);
    http.close();
  }

  StsAsyncClient sts(String region) {
    return sts.computeIfAbsent(region, at -> plain(StsAsyncClient.builder(), "sts", at).build());
  }

  KmsAsyncClient kms(String region) {
    return kms.computeIfAbsent(region, at -> plain(KmsAsyncClient.builder(), "kms", at).build());
  }

  /**
   * Signs every call. Left to itself this client would prefer a bearer token of the environment
   * ({@code AWS_BEARER_TOKEN_BEDROCK}) to the keys that it is given.
   */
  BedrockRuntimeAsyncClient bedrock(String region) {
    AuthSchemeOption signed =
        AuthSchemeOption.builder()
            .schemeId("aws.auth#sigv4")
            .putSignerProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
            .putSignerProperty(AwsV4HttpSigner.REGION_NAME, region)
            .build();
    return bedrock.computeIfAbsent(region, at -> bedrock(at, signed));
  }

  /** Sends the bearer token that a call brings. */
  BedrockRuntimeAsyncClient bedrockByToken(String region) {
    AuthSchemeOption bearer =
        AuthSchemeOption.builder().schemeId("smithy.api#httpBearerAuth").build();
    return bedrockByToken.computeIfAbsent(region, at -> bedrock(at, bearer));
  }

  private BedrockRuntimeAsyncClient bedrock(String region, AuthSchemeOption only) {
    return plain(BedrockRuntimeAsyncClient.builder(), "bedrock-runtime", region)
        .authSchemeProvider(parameters -> List.of(only))
        .tokenProvider(
            () -> {
              throw new IllegalStateException("a call to Bedrock without an explicit token");
            })
        .build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> B plain(
      B builder, String service, String region) {
    return builder
        .region(Region.of(region))
        .endpointOverride(endpoint(service, region))
        .credentialsProvider(NOBODY)
        .dualstackEnabled(false)
        .fipsEnabled(false)
        .httpClient(http)
        .overrideConfiguration(overrides());
  }

  private URI endpoint(String service, String region) {
    return config
        .endpoint()
        .orElseGet(() -> URI.create("https://" + service + "." + region + DOMAIN));
  }

  /**
   * Retries have no common budget: it would let one customer's throttled account use up
   * everybody's.
   */
  private ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .defaultProfileFile(ProfileFile.aggregator().build())
        .defaultProfileName("none")
        .apiCallAttemptTimeout(config.attemptTimeout())
        .apiCallTimeout(config.callTimeout())
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(config.attempts())
                .circuitBreakerEnabled(false)
                .build())
        .build();
  }
}
