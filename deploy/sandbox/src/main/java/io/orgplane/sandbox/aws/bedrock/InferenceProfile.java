package io.orgplane.sandbox.aws.bedrock;

import io.orgplane.sandbox.aws.iam.AccountId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A system-defined profile: one model, routed within one geography. */
record InferenceProfile(Geography geography, FoundationModel model) {

  String id() {
    return geography.prefix() + "." + model.id();
  }

  String name() {
    var prefix = geography.prefix();
    return (geography == Geography.GLOBAL ? "Global" : prefix.toUpperCase(Locale.ROOT))
        + " "
        + model.name();
  }

  String arn(AccountId account, String region) {
    return "arn:aws:bedrock:" + region + ":" + account + ":inference-profile/" + id();
  }

  boolean reachableFrom(String region) {
    return geography.regions().contains(region);
  }

  /**
   * The model ARNs that a caller in {@code region} needs permission for: the model in each region
   * that may do the work; for a global profile the model here and the model without a region.
   */
  List<String> modelArns(String region) {
    return geography == Geography.GLOBAL
        ? List.of(model.arn(region), model.arn(""))
        : geography.regions().stream().map(model::arn).toList();
  }

  List<String> listedModelArns() {
    return geography == Geography.GLOBAL
        ? Stream.concat(Stream.of(""), geography.regions().stream()).map(model::arn).toList()
        : geography.regions().stream().map(model::arn).toList();
  }
}
