package io.orgplane.byok.externalid;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * The role as a CloudFormation template: created in one step, its ARN among the outputs
 * (CloudFormation user guide, "AWS::IAM::Role").
 */
@JsonPropertyOrder({
  "AWSTemplateFormatVersion",
  "Description",
  "Parameters",
  "Resources",
  "Outputs"
})
public record CloudFormation(
    @JsonProperty("AWSTemplateFormatVersion") String version,
    @JsonProperty("Description") String description,
    @JsonProperty("Parameters") Map<String, Map<String, String>> parameters,
    @JsonProperty("Resources") Map<String, Role> resources,
    @JsonProperty("Outputs") Map<String, Map<String, Object>> outputs) {

  private static final String ROLE = "OrgplaneBedrockRole";

  /** An {@code AWS::IAM::Role}. */
  @JsonPropertyOrder({"Type", "Properties"})
  public record Role(
      @JsonProperty("Type") String type, @JsonProperty("Properties") Properties properties) {}

  /** What it is made of. */
  @JsonPropertyOrder({
    "RoleName",
    "Description",
    "MaxSessionDuration",
    "AssumeRolePolicyDocument",
    "Policies"
  })
  public record Properties(
      @JsonProperty("RoleName") Map<String, String> roleName,
      @JsonProperty("Description") String description,
      @JsonProperty("MaxSessionDuration") int maxSessionSeconds,
      @JsonProperty("AssumeRolePolicyDocument") TrustPolicy trustPolicy,
      @JsonProperty("Policies") List<Policy> policies) {}

  /** An inline policy. */
  @JsonPropertyOrder({"PolicyName", "PolicyDocument"})
  public record Policy(
      @JsonProperty("PolicyName") String name,
      @JsonProperty("PolicyDocument") IamPolicy document) {}

  static CloudFormation of(TrustPolicy trust, IamPolicy permissions) {
    return new CloudFormation(
        "2010-09-09",
        "The role by which Orgplane invokes the required Bedrock models in this account.",
        Map.of("RoleName", Map.of("Type", "String", "Default", "orgplane")),
        Map.of(ROLE, role(trust, permissions)),
        Map.of(
            "RoleArn",
            Map.of(
                "Description",
                "Hand this over as roleArn.",
                "Value",
                Map.of("Fn::GetAtt", List.of(ROLE, "Arn")))));
  }

  private static Role role(TrustPolicy trust, IamPolicy permissions) {
    return new Role(
        "AWS::IAM::Role",
        new Properties(
            Map.of("Ref", "RoleName"),
            "Assumed by Orgplane, for 15 minutes at a time",
            3_600,
            trust,
            List.of(new Policy("invoke-required-bedrock-models", permissions))));
  }
}
