package io.orgplane.byok.credential;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a model call may be routed to. The profile's id is the model's behind the profile's name
 * (Bedrock user guide, "Supported Regions and models for inference profiles").
 */
public enum InferenceProfile {
  GLOBAL(""),
  US("us-"),
  EU("eu-"),
  APAC("ap-");

  private final String regions;

  InferenceProfile(String regions) {
    this.regions = regions;
  }

  public static Optional<InferenceProfile> find(String name) {
    return Arrays.stream(values()).filter(profile -> profile.toString().equals(name)).findFirst();
  }

  public static InferenceProfile of(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no profile: " + name));
  }

  /** A geographic profile can only be called from a region of its own geography. */
  public boolean isCallableFrom(String region) {
    return region.startsWith(regions);
  }

  public String idOf(String model) {
    return this + "." + model;
  }

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
