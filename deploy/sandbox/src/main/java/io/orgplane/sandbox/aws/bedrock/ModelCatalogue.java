package io.orgplane.sandbox.aws.bedrock;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The models that this stand-in knows: those the suite requires, and older ones to tell them from.
 */
public final class ModelCatalogue {
  private static final String ANTHROPIC = "Anthropic";

  static final List<FoundationModel> MODELS =
      List.of(
          profileOnly("anthropic.claude-sonnet-4-5-20250929-v1:0", "Claude Sonnet 4.5"),
          profileOnly("anthropic.claude-opus-4-5-20251101-v1:0", "Claude Opus 4.5"),
          profileOnly("anthropic.claude-haiku-4-5-20251001-v1:0", "Claude Haiku 4.5"),
          new FoundationModel(
              "anthropic.claude-3-5-sonnet-20240620-v1:0",
              "Claude 3.5 Sonnet",
              ANTHROPIC,
              true,
              EnumSet.of(Geography.US, Geography.EU, Geography.APAC)),
          new FoundationModel(
              "anthropic.claude-3-haiku-20240307-v1:0",
              "Claude 3 Haiku",
              ANTHROPIC,
              true,
              EnumSet.of(Geography.US, Geography.EU, Geography.APAC)));

  private ModelCatalogue() {}

  public static boolean knows(String model) {
    return find(model).isPresent();
  }

  static Optional<FoundationModel> find(String id) {
    return MODELS.stream().filter(model -> model.id().equals(id)).findFirst();
  }

  static Stream<InferenceProfile> profiles() {
    return MODELS.stream().flatMap(model -> model.geographies().stream().map(model::in));
  }

  static Optional<InferenceProfile> findProfile(String id) {
    return profiles().filter(profile -> profile.id().equals(id)).findFirst();
  }

  private static FoundationModel profileOnly(String id, String name) {
    return new FoundationModel(id, name, ANTHROPIC, false, Set.of(Geography.values()));
  }
}
