package io.orgplane.journeys;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;

/** A customer's AWS account in the stand-in, with a role for each organization. */
final class CustomerAccount {

  private static final String ACCOUNT = "333333333333";
  private static final List<String> MODELS =
      List.of(
          "anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-opus-4-5-20251101-v1:0");
  private static final Map<String, Object> INVOKE =
      Map.of(
          "Version",
          "2012-10-17",
          "Statement",
          List.of(Map.of("Effect", "Allow", "Action", "bedrock:InvokeModel*", "Resource", "*")));

  private CustomerAccount() {}

  static String roleArn(String organization) {
    return "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, role(organization));
  }

  /** The account, its access to both models, and a role with that trust policy. */
  static void create(String organization, Object trustPolicy) {
    given()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "accounts", List.of(Map.of("id", ACCOUNT, "name", "Customer")),
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
                            List.of(INVOKE))),
                "modelAccess", List.of(Map.of("accountId", ACCOUNT, "models", MODELS))))
        .put(RunningSuite.addresses().aws().resolve("/sandbox/aws"))
        .then()
        .statusCode(200);
  }

  private static String role(String organization) {
    return "orgplane-" + organization;
  }
}
