package io.orgplane.byok.aws;

import io.orgplane.byok.secret.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How AWS is reached, and as whom. */
@ConfigMapping(prefix = "orgplane.aws")
public interface AwsConfig {

  /**
   * One address for every AWS service: that of the local stand-in. Absent in production, where
   * endpoints follow from the region.
   */
  Optional<URI> endpoint();

  /** The region of the platform's own calls to STS and KMS. */
  @WithDefault("us-east-1")
  String region();

  /**
   * The platform's own key. It becomes the customers' roles, and never serves a customer's call.
   */
  String accessKeyId();

  /** The secret of that key. */
  Secret secretAccessKey();

  /**
   * The KMS key that wraps data keys, by id, ARN or alias; without it the local master key does.
   */
  Optional<String> kmsKeyId();

  /** The longest that one attempt of a call may take. */
  @WithDefault("4s")
  Duration attemptTimeout();

  /** The longest that a call may take with all its attempts. */
  @WithDefault("10s")
  Duration callTimeout();

  /** Attempts of a call that was throttled or got no answer. */
  @Positive
  @WithDefault("3")
  int attempts();

  /** Connections to AWS at a time. */
  @Positive
  @WithDefault("200")
  int connections();
}
