package io.orgplane.byok.externalid;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.orgplane.byok.credential.AccountId;
import java.util.List;
import java.util.Map;

/** The trust policy of the customer's role, ready to paste into IAM. */
@JsonPropertyOrder({"Version", "Statement"})
public record TrustPolicy(
    @JsonProperty("Version") String version, @JsonProperty("Statement") List<Statement> statement) {

  /** Lets the platform's account become the role, if it comes with the external id. */
  @JsonPropertyOrder({"Effect", "Principal", "Action", "Condition"})
  public record Statement(
      @JsonProperty("Effect") String effect,
      @JsonProperty("Principal") Map<String, String> principal,
      @JsonProperty("Action") String action,
      @JsonProperty("Condition") Map<String, Map<String, String>> condition) {}

  static TrustPolicy of(AccountId platform, ExternalId externalId) {
    return new TrustPolicy(
        "2012-10-17",
        List.of(
            new Statement(
                "Allow",
                Map.of("AWS", "arn:aws:iam::" + platform + ":root"),
                "sts:AssumeRole",
                Map.of("StringEquals", Map.of("sts:ExternalId", externalId.value())))));
  }
}
