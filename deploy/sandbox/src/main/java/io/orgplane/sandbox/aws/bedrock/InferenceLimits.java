package io.orgplane.sandbox.aws.bedrock;

import org.jspecify.annotations.Nullable;

/** The bounds that Converse and InvokeModel share. */
final class InferenceLimits {
  private InferenceLimits() {}

  static void require(
      @Nullable Integer maxTokens, @Nullable Double temperature, @Nullable Double topP) {
    if (maxTokens != null && maxTokens < 1) {
      throw BedrockProblems.validation(
          "1 validation error detected: Value '%d' at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than or equal to 1"
              .formatted(maxTokens));
    }
    requireShare(temperature, "temperature");
    requireShare(topP, "topP");
  }

  private static void requireShare(@Nullable Double share, String name) {
    if (share != null && (share.isNaN() || share < 0 || share > 1)) {
      throw BedrockProblems.validation(
          "1 validation error detected: Value '%s' at 'inferenceConfig.%s' failed to satisfy constraint: Member must have value between 0 and 1"
              .formatted(share, name));
    }
  }
}
