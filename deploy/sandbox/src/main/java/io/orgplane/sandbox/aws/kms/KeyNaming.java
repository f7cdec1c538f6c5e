package io.orgplane.sandbox.aws.kms;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.sandbox.aws.iam.AccessRequest;
import io.orgplane.sandbox.aws.iam.Authorizer;
import io.orgplane.sandbox.aws.service.Call;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CreateAlias and UpdateAlias: how a key is exchanged under a name that stays. */
record KeyNaming(KmsKeys keys, KeyUse use, Authorizer authorizer) {
  record Alias(
      @JsonProperty("AliasName") @Nullable String name,
      @JsonProperty("TargetKeyId") @Nullable String target) {}

  Map<String, Object> create(Call call, Alias wanted) {
    var name = permitted(call, wanted, "kms:CreateAlias");
    if (keys.isNamed(call.caller().account(), KeyUse.region(call), name)) {
      throw KmsProblems.aliasTaken(arn(call, name));
    }
    return point(call, name, wanted, "kms:CreateAlias");
  }

  Map<String, Object> update(Call call, Alias wanted) {
    var name = permitted(call, wanted, "kms:UpdateAlias");
    if (!keys.isNamed(call.caller().account(), KeyUse.region(call), name)) {
      throw KmsProblems.notFound("Alias " + arn(call, name) + " is not found.");
    }
    return point(call, name, wanted, "kms:UpdateAlias");
  }

  /** The permission is needed for the alias and for the key that it is to mean. */
  private Map<String, Object> point(Call call, String name, Alias wanted, String action) {
    var key = use.named(call, KmsProblems.required(wanted.target(), "targetKeyId"));
    use.require(call.caller(), key, action, Map.of());
    keys.name(name, key);
    return Map.of();
  }

  private String permitted(Call call, Alias wanted, String action) {
    var name = KmsProblems.required(wanted.name(), "aliasName");
    if (!name.matches("alias/[\\w/-]{1,250}") || name.startsWith("alias/aws/")) {
      throw KmsProblems.validation("aliasName begins with alias/ and not with alias/aws/");
    }
    authorizer.require(call.caller(), new AccessRequest(action, arn(call, name), Map.of()));
    return name;
  }

  private static String arn(Call call, String name) {
    return "arn:aws:kms:" + KeyUse.region(call) + ":" + call.caller().account() + ":" + name;
  }
}
