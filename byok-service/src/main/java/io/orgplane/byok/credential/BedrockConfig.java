package io.orgplane.byok.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the platform needs of Bedrock. */
@ConfigMapping(prefix = "orgplane.bedrock")
public interface BedrockConfig {

  /** The models that every configuration must be able to invoke, by their Bedrock ids. */
  @WithDefault("anthropic.claude-sonnet-4-5-20250929-v1:0,anthropic.claude-opus-4-5-20251101-v1:0")
  List<String> requiredModels();

  /**
   * The regions that a customer may choose. Endpoints are derived from these names alone, so that
   * nobody can point this service elsewhere.
   */
  @WithDefault(
      "us-east-1,us-east-2,us-west-2,ca-central-1,sa-east-1,"
          + "eu-central-1,eu-north-1,eu-south-1,eu-south-2,eu-west-1,eu-west-3,"
          + "ap-northeast-1,ap-northeast-2,ap-northeast-3,ap-south-1,ap-south-2,"
          + "ap-southeast-1,ap-southeast-2")
  List<String> regions();

  /** How long a vended session lives. STS gives no session below 15 minutes. */
  @WithDefault("15m")
  Duration sessionLifetime();

  /** The platform's own account, for organizations without BYOK. */
  Platform platform();

  /** Where the platform itself invokes models. */
  interface Platform {

    /** The role that its sessions are of; {@code orgplane-bedrock} of its own account if absent. */
    Optional<String> roleArn();

    @WithDefault("us-east-1")
    String region();

    @WithDefault("us")
    String inferenceProfile();
  }

  /** The profile's id of every required model, by the model's. */
  default Map<String, String> modelsThrough(InferenceProfile profile) {
    Map<String, String> ids = new LinkedHashMap<>();
    requiredModels().forEach(model -> ids.put(model, profile.idOf(model)));
    return ids;
  }
}
