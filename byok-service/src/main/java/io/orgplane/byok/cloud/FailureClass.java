package io.orgplane.byok.cloud;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a call to the cloud did not work, and what its owner can do about it. */
public enum FailureClass {
  CREDENTIALS(
      "credentials",
      "AWS does not accept these credentials.",
      "Check that the key is typed completely, active, and of the account that you mean."),
  EXPIRED(
      "expired",
      "These credentials have expired.",
      "Hand over new ones; a role or a long-term key does not need this again."),
  POLICY(
      "policy",
      "An IAM policy does not allow it.",
      "Allow the action to this principal in its identity-based policy."),
  ORGANIZATION_POLICY(
      "organization-policy",
      "A service control policy of your AWS organization, or a region that is not enabled, forbids"
          + " it.",
      "Ask whoever manages your AWS organization to allow it in this region, or choose another"
          + " region or inference profile."),
  MODEL_ACCESS(
      "model-access",
      "The account has no access to this model.",
      "Request access to the model in the Amazon Bedrock console of this region."),
  INFERENCE_PROFILE(
      "inference-profile",
      "The model cannot be reached through this inference profile from this region.",
      "Choose the profile of the region's geography, or global."),
  THROTTLED(
      "throttled",
      "AWS limits the rate of calls right now. This says nothing against the settings.",
      "Try again in a minute; raise the quota of the model if it happens often."),
  OUTAGE(
      "outage",
      "AWS did not answer as it should. This says nothing against the settings.",
      "Try again shortly; the AWS Health Dashboard tells about disruptions.");

  private final String value;
  private final String message;
  private final String remedy;

  FailureClass(String value, String message, String remedy) {
    this.value = value;
    this.message = message;
    this.remedy = remedy;
  }

  public String message() {
    return message;
  }

  public String remedy() {
    return remedy;
  }

  /** Whether the same call may well work soon, without anybody changing anything. */
  public boolean isPassing() {
    return switch (this) {
      case THROTTLED, OUTAGE -> true;
      case CREDENTIALS, EXPIRED, POLICY, ORGANIZATION_POLICY, MODEL_ACCESS, INFERENCE_PROFILE ->
          false;
    };
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
