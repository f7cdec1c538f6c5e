package io.orgplane.byok.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a session is narrowed to: invoking the required models through their inference profile, and
 * nothing else (Bedrock user guide, "Prerequisites for inference profiles": the profile and the
 * model in every region that may do the work, for a global profile also the model without region).
 */
public record SessionPolicy(String json) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What models are invoked by; Converse counts as InvokeModel. */
  public static final List<String> ACTIONS =
      List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");

  public static SessionPolicy invoking(
      Collection<String> models, AccountId account, Target target) {
    List<String> resources =
        models.stream().flatMap(model -> resources(model, account, target)).toList();
    return new SessionPolicy(
        write(
            Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of("Effect", "Allow", "Action", ACTIONS, "Resource", resources)))));
  }

  private static Stream<String> resources(String model, AccountId account, Target target) {
    return resources(model, target.region(), account.value(), target.profile());
  }

  /** What a call through that profile touches; region and account can be {@code *}. */
  public static Stream<String> resources(
      String model, String region, String account, InferenceProfile through) {
    String profile =
        "arn:aws:bedrock:%s:%s:inference-profile/%s"
            .formatted(region, account, through.idOf(model));
    return Stream.of(profile, foundationModel(through) + model);
  }

  /** The wildcard stands for a region, and for none. */
  private static String foundationModel(InferenceProfile profile) {
    return switch (profile) {
      case GLOBAL -> "arn:aws:bedrock:*::foundation-model/";
      case US -> "arn:aws:bedrock:us-*::foundation-model/";
      case EU -> "arn:aws:bedrock:eu-*::foundation-model/";
      case APAC -> "arn:aws:bedrock:ap-*::foundation-model/";
    };
  }

  private static String write(Object policy) {
    try {
      return JSON.writeValueAsString(policy);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a policy can be written as JSON", impossible);
    }
  }
}
