package io.orgplane.byok.fallback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Which failures a fallback may follow. */
@ConfigMapping(prefix = "orgplane.fallback")
public interface FallbackConfig {

  /**
   * Errors after which the same call may well work elsewhere: Bedrock's by their codes ("Common
   * Errors" of the Bedrock Runtime API reference), and what a client sees when nobody answers.
   */
  @WithDefault(
      "ThrottlingException,ServiceUnavailableException,InternalServerException,"
          + "ModelNotReadyException,ModelTimeoutException,timeout,connection-failed")
  Set<String> retryableErrors();
}
