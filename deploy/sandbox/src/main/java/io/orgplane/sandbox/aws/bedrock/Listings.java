package io.orgplane.sandbox.aws.bedrock;

import io.orgplane.sandbox.aws.http.AwsResponse;
import io.orgplane.sandbox.aws.http.Percent;
import io.orgplane.sandbox.aws.iam.AccessRequest;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.service.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ListFoundationModels, ListInferenceProfiles, GetInferenceProfile: what there is in a region. */
record Listings(Authorizer authorizer) {
  private static final String FIRST_SEEN = "2025-11-24T00:00:00Z";

  AwsResponse models(Call call) {
    var filters = filters(call, Set.of("byProvider"));
    authorizer.require(call.caller(), request("bedrock:ListFoundationModels", "*"));
    var provider = filters.getOrDefault("byProvider", "");
    var region = region(call);
    var found =
        ModelCatalogue.MODELS.stream()
            .filter(model -> provider.isEmpty() || model.provider().equalsIgnoreCase(provider))
            .map(model -> view(model, region))
            .toList();
    return BedrockJson.ok(Map.of("modelSummaries", found));
  }

  AwsResponse profiles(Call call) {
    var filters = filters(call, Set.of("type", "maxResults"));
    authorizer.require(call.caller(), request("bedrock:ListInferenceProfiles", "*"));
    var systemDefined = filters.getOrDefault("type", "SYSTEM_DEFINED").equals("SYSTEM_DEFINED");
    var most = Integer.parseInt(filters.getOrDefault("maxResults", "1000"));
    var found =
        ModelCatalogue.profiles()
            .filter(profile -> systemDefined && profile.reachableFrom(region(call)))
            .limit(most)
            .map(profile -> view(profile, call))
            .toList();
    return BedrockJson.ok(Map.of("inferenceProfileSummaries", found));
  }

  AwsResponse profile(Call call, String given) {
    filters(call, Set.of());
    var id = given.substring(given.lastIndexOf('/') + 1);
    var profile =
        ModelCatalogue.findProfile(id)
            .filter(found -> found.reachableFrom(region(call)))
            .orElseThrow(
                () -> BedrockProblems.notFound("The specified inference profile was not found."));
    var arn = profile.arn(call.caller().account(), region(call));
    authorizer.require(call.caller(), request("bedrock:GetInferenceProfile", arn));
    return BedrockJson.ok(view(profile, call));
  }

  private static Map<String, String> filters(Call call, Set<String> known) {
    var filters = new LinkedHashMap<String, String>();
    for (var pair : call.request().rawQuery().split("&", -1)) {
      var equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        var name = equals < 0 ? pair : pair.substring(0, equals);
        filters.put(name, equals < 0 ? "" : Percent.decodeForm(pair.substring(equals + 1)));
      }
    }
    filters
        .keySet()
        .forEach(
            name -> {
              if (!known.contains(name)) {
                throw BedrockProblems.validation("Unknown parameter: " + name);
              }
            });
    if (!filters.getOrDefault("maxResults", "1").matches("[1-9]\\d{0,2}|1000")) {
      throw BedrockProblems.validation("maxResults is from 1 to 1000");
    }
    return filters;
  }

  private static Map<String, Object> view(FoundationModel model, String region) {
    return Map.of(
        "modelArn", model.arn(region),
        "modelId", model.id(),
        "modelName", model.name(),
        "providerName", model.provider(),
        "inputModalities", List.of("TEXT"),
        "outputModalities", List.of("TEXT"),
        "inferenceTypesSupported", List.of(model.onDemand() ? "ON_DEMAND" : "INFERENCE_PROFILE"),
        "modelLifecycle", Map.of("status", "ACTIVE"));
  }

  private static Map<String, Object> view(InferenceProfile profile, Call call) {
    return Map.of(
        "inferenceProfileName",
        profile.name(),
        "inferenceProfileId",
        profile.id(),
        "inferenceProfileArn",
        profile.arn(call.caller().account(), region(call)),
        "models",
        profile.listedModelArns().stream().map(arn -> Map.of("modelArn", arn)).toList(),
        "status",
        "ACTIVE",
        "type",
        "SYSTEM_DEFINED",
        "createdAt",
        FIRST_SEEN,
        "updatedAt",
        FIRST_SEEN);
  }

  private static AccessRequest request(String action, String resource) {
    return new AccessRequest(action, resource, Map.of());
  }

  private static String region(Call call) {
    return call.region().orElse("us-east-1");
  }
}
