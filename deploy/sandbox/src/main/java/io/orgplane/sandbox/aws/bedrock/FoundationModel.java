package io.orgplane.sandbox.aws.bedrock;

import java.util.Set;

/**
 * A model of the catalogue. One without {@code onDemand} can only be invoked through an inference
 * profile; {@code geographies} are the profiles that contain it.
 */
record FoundationModel(
    String id, String name, String provider, boolean onDemand, Set<Geography> geographies) {

  String arn(String region) {
    return "arn:aws:bedrock:" + region + "::foundation-model/" + id;
  }

  InferenceProfile in(Geography geography) {
    return new InferenceProfile(geography, this);
  }
}
