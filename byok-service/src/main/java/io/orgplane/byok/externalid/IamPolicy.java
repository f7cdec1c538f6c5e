package io.orgplane.byok.externalid;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.orgplane.byok.cloud.SessionPolicy;
import io.orgplane.byok.credential.InferenceProfile;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the customer's principal must be allowed at least, ready to paste into IAM. Whatever is
 * allowed beyond it, sessions are narrowed to these calls anyway.
 */
@JsonPropertyOrder({"Version", "Statement"})
public record IamPolicy(
    @JsonProperty("Version") String version, @JsonProperty("Statement") List<Statement> statement) {

  private static final String VERSION = "2012-10-17";

  /**
   * How federated sessions are called; also in what {@code sts:GetFederationToken} is asked for.
   */
  private static final String FEDERATED_USER = "arn:aws:sts::*:federated-user/orgplane";

  /** One permission. */
  @JsonPropertyOrder({"Sid", "Effect", "Action", "Resource"})
  public record Statement(
      @JsonProperty("Sid") String sid,
      @JsonProperty("Effect") String effect,
      @JsonProperty("Action") List<String> action,
      @JsonProperty("Resource") List<String> resource) {

    static Statement allow(String sid, List<String> action, List<String> resource) {
      return new Statement(sid, "Allow", action, resource);
    }
  }

  /** Of a role: to invoke the required models, through whichever profile is chosen. */
  static IamPolicy ofRole(Collection<String> models) {
    return new IamPolicy(VERSION, List.of(invoking(models)));
  }

  /** Of a user whose long-term key is handed over: narrowed sessions are made of it, too. */
  static IamPolicy ofUser(Collection<String> models) {
    return new IamPolicy(
        VERSION,
        List.of(
            invoking(models),
            Statement.allow(
                "MakeNarrowedSessions",
                List.of("sts:GetFederationToken"),
                List.of(FEDERATED_USER))));
  }

  /** Of the user behind a Bedrock API key. */
  static IamPolicy ofApiKey(Collection<String> models) {
    return new IamPolicy(
        VERSION,
        List.of(
            invoking(models),
            Statement.allow(
                "CallWithTheKey", List.of("bedrock:CallWithBearerToken"), List.of("*"))));
  }

  private static Statement invoking(Collection<String> models) {
    List<String> resources =
        Arrays.stream(InferenceProfile.values())
            .flatMap(profile -> resources(models, profile))
            .distinct()
            .toList();
    return Statement.allow("InvokeTheRequiredModels", SessionPolicy.ACTIONS, resources);
  }

  private static Stream<String> resources(Collection<String> models, InferenceProfile profile) {
    return models.stream().flatMap(model -> SessionPolicy.resources(model, "*", "*", profile));
  }
}
