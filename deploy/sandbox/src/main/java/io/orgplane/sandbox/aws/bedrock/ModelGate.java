package io.orgplane.sandbox.aws.bedrock;

import io.orgplane.sandbox.aws.iam.AccessRequest;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.iam.Directory;
import io.orgplane.sandbox.aws.service.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * From the id in the path to a model that may be invoked: the id must name something reachable from
 * the region, the policies must allow it, a bare id must be enough for this model, and the account
 * must have been given access to it in the region of the call.
 */
record ModelGate(Directory directory, Authorizer authorizer) {
  private static final String ACTION = "bedrock:InvokeModel";
  private static final Pattern MODEL_ARN =
      Pattern.compile("arn:aws:bedrock:([a-z0-9-]+)::foundation-model/(.+)");
  private static final Pattern PROFILE_ARN =
      Pattern.compile("arn:aws:bedrock:([a-z0-9-]+):(\\d{12}):inference-profile/(.+)");

  FoundationModel permitted(Call call, String given) {
    var id = bareId(call, given);
    var profile = ModelCatalogue.findProfile(id);
    var model =
        profile
            .map(InferenceProfile::model)
            .or(() -> ModelCatalogue.find(id))
            .orElseThrow(BedrockProblems::invalidModel);
    var region = profile.map(found -> region(call, found)).orElseGet(() -> region(call));
    if (profile.isPresent()) {
      throughProfile(call, profile.get(), region);
    } else {
      require(call, model.arn(region), Map.of());
      if (!model.onDemand()) {
        throw BedrockProblems.profileNeeded(given);
      }
    }
    if (!directory.identities().hasModel(call.caller().account(), model.id(), region)) {
      throw BedrockProblems.noModelAccess();
    }
    return model;
  }

  private void throughProfile(Call call, InferenceProfile profile, String region) {
    if (!profile.reachableFrom(region)) {
      throw BedrockProblems.invalidModel();
    }
    var arn = profile.arn(call.caller().account(), region);
    require(call, arn, Map.of());
    for (var modelArn : profile.modelArns(region)) {
      require(call, modelArn, Map.of("bedrock:InferenceProfileArn", arn));
    }
  }

  /** The region of a model ARN is the region that would do the work, hence the one to judge by. */
  private void require(Call call, String resource, Map<String, String> more) {
    var context = new HashMap<>(more);
    var region = resource.split(":", -1)[3];
    context.put("aws:RequestedRegion", region.isEmpty() ? "unspecified" : region);
    authorizer.require(call.caller(), new AccessRequest(ACTION, resource, context));
  }

  private static String bareId(Call call, String given) {
    var model = MODEL_ARN.matcher(given);
    if (model.matches()) {
      return here(call, model.group(1), model.group(2));
    }
    var profile = PROFILE_ARN.matcher(given);
    if (profile.matches()) {
      if (!profile.group(2).equals(call.caller().account().value())) {
        throw BedrockProblems.invalidModel();
      }
      return here(call, profile.group(1), profile.group(3));
    }
    return given;
  }

  private static String here(Call call, String region, String id) {
    if (!call.region().orElse(region).equals(region)) {
      throw BedrockProblems.invalidModel();
    }
    return id;
  }

  private static String region(Call call, InferenceProfile profile) {
    return call.region().orElseGet(() -> profile.geography().regions().getFirst());
  }

  private static String region(Call call) {
    return call.region().orElse("us-east-1");
  }
}
