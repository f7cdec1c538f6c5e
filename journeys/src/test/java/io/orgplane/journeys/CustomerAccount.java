package io.orgplane.journeys;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A customer's AWS account in the stand-in, with a role for each organization. */
final class CustomerAccount {

  private static final String ACCOUNT = "333333333333";
  private static final List<String> MODELS =
      List.of(
          "anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-opus-4-5-20251101-v1:0");
  private static final String USER = "ops";
  private static final Map<String, Object> INVOKE = allowing("bedrock:InvokeModel*");
  private static final Map<String, Object> CALL =
      allowing("bedrock:InvokeModel*", "bedrock:CallWithBearerToken");

  private CustomerAccount() {}

  static String roleArn(String organization) {
    return "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, role(organization));
  }

  /** The account, its access to both models, and a role with that trust policy. */
  static void create(String organization, Object trustPolicy) {
    put(
        Map.of(
            "roles",
            List.of(
                Map.of(
                    "accountId",
                    ACCOUNT,
                    "name",
                    role(organization),
                    "trustPolicy",
                    trustPolicy,
                    "policies",
                    List.of(INVOKE)))));
  }

  /** The account, its access to both models, and Bedrock API keys of one user. */
  static void createApiKeys(List<String> apiKeys) {
    put(
        Map.of(
            "users",
            List.of(Map.of("accountId", ACCOUNT, "name", USER, "policies", List.of(CALL))),
            "keys",
            apiKeys.stream().map(CustomerAccount::apiKey).toList()));
  }

  private static Map<String, String> apiKey(String key) {
    return Map.of("kind", "bedrock-api-key", "accountId", ACCOUNT, "user", USER, "apiKey", key);
  }

  private static void put(Map<String, Object> further) {
    Map<String, Object> state = new HashMap<>(further);
    state.put("accounts", List.of(Map.of("id", ACCOUNT, "name", "Customer")));
    state.put("modelAccess", List.of(Map.of("accountId", ACCOUNT, "models", MODELS)));
    given()
        .contentType(ContentType.JSON)
        .body(state)
        .put(RunningSuite.addresses().aws().resolve("/sandbox/aws"))
        .then()
        .statusCode(200);
  }

  private static Map<String, Object> allowing(String... actions) {
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        List.of(Map.of("Effect", "Allow", "Action", List.of(actions), "Resource", "*")));
  }

  private static String role(String organization) {
    return "orgplane-" + organization;
  }
}
