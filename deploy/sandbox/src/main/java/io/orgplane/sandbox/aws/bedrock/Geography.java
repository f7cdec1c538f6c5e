package io.orgplane.sandbox.aws.bedrock;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a cross-region inference profile routes to. A profile can be called from each of its
 * regions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html">Supported
 *     regions and models for inference profiles</a>
 */
enum Geography {
  US(List.of("us-east-1", "us-east-2", "us-west-2")),
  EU(List.of("eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3")),
  APAC(
      List.of(
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-south-2",
          "ap-southeast-1",
          "ap-southeast-2")),
  GLOBAL(
      Stream.of(US.regions, EU.regions, APAC.regions, List.of("ca-central-1", "sa-east-1"))
          .flatMap(List::stream)
          .toList());

  private final List<String> regions;

  Geography(List<String> regions) {
    this.regions = regions;
  }

  String prefix() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> regions() {
    return regions;
  }
}
