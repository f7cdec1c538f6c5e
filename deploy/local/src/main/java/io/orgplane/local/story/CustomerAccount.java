package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Acme's own AWS account, and the role in it that Orgplane is to assume. */
final class CustomerAccount {
  private static final String ACCOUNT = "222222222222";
  private static final Pattern ACCOUNT_ELEMENT = Pattern.compile("<Account>(\\d+)</Account>");
  private static final List<String> MODELS =
      List.of(
          "anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-opus-4-5-20251101-v1:0");
  private static final Map<String, Object> INVOKE =
      Map.of(
          "Version",
          "2012-10-17",
          "Statement",
          List.of(Map.of("Effect", "Allow", "Action", "bedrock:InvokeModel*", "Resource", "*")));

  private final Stage stage;
  private final String role;

  CustomerAccount(Stage stage) {
    this.stage = stage;
    this.role = "orgplane-" + stage.play();
  }

  String id() {
    return ACCOUNT;
  }

  String roleArn() {
    return "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, role);
  }

  /** With the trust policy that Orgplane has asked for. */
  Answer trusting(JsonNode trustPolicy) {
    return put(trustPolicy);
  }

  /** The mistake that customers make: the same trust, without its condition. */
  Answer trustingWithoutCondition(JsonNode trustPolicy) {
    JsonNode principal = first(trustPolicy.path("Statement")).path("Principal");
    return put(
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of("Effect", "Allow", "Principal", principal, "Action", "sts:AssumeRole"))));
  }

  /**
   * Asks AWS whose account these credentials belong to; whatever it says instead, where it does not
   * accept them.
   */
  String accountBehind(JsonNode credentials) {
    String answer =
        new SignedCall(stage.addresses().aws(), credentials)
            .send(stage.web(), "sts", "Action=GetCallerIdentity&Version=2011-06-15", stage.now());
    Matcher account = ACCOUNT_ELEMENT.matcher(answer);
    return account.find() ? account.group(1) : answer;
  }

  private Answer put(Object trustPolicy) {
    Map<String, Object> state =
        Map.of(
            "accounts", List.of(Map.of("id", ACCOUNT, "name", "Acme")),
            "roles",
                List.of(
                    Map.of(
                        "accountId", ACCOUNT,
                        "name", role,
                        "trustPolicy", trustPolicy,
                        "policies", List.of(INVOKE))),
            "modelAccess", List.of(Map.of("accountId", ACCOUNT, "models", MODELS)));
    return stage
        .web()
        .send(
            Web.to(stage.addresses().aws().resolve("/sandbox/aws"))
                .header("Content-Type", "application/json")
                .PUT(Web.json(state))
                .build());
  }

  private static JsonNode first(JsonNode oneOrMany) {
    return oneOrMany.isArray() ? oneOrMany.path(0) : oneOrMany;
  }
}
