package io.orgplane.byok;

import static io.orgplane.byok.Aws.aCustomerWhoMay;
import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.orgplane.byok.Aws.Customer;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.EventProbe;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is offered for pasting is enough, and nothing of it is too much. */
@ByokTest
class PoliciesToPasteTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  @Test
  void the_cloudformation_template_makes_a_role_that_passes_and_is_vended() {
    Org org = given.anOrganizationOnBusiness();
    Response offered = as(org.owner()).get(org.path() + "/external-id");
    Customer customer = aCustomerWhoMay();
    String role = "cloudFormationTemplate.Resources.OrgplaneBedrockRole";
    offered.then().body(role + ".Type", is("AWS::IAM::Role"));
    Aws.aRoleWithPolicies(
        customer,
        offered.path(role + ".Properties.AssumeRolePolicyDocument"),
        offered.path(role + ".Properties.Policies[0].PolicyDocument"));

    ConfiguringByokTest.save(org, Aws.role(customer)).then().statusCode(200);

    Response vended = vend(org);
    vended.then().statusCode(200).body("source", is("byok"));
    assertThat(VendedSession.of(vended).invoke("us." + Aws.OPUS)).isEqualTo("ok");
    assertThat(offered.<Object>path(role + ".Properties.Policies[0].PolicyDocument"))
        .isEqualTo(offered.path("permissionsPolicy"));
    assertThat(offered.<Object>path(role + ".Properties.AssumeRolePolicyDocument"))
        .isEqualTo(offered.path("trustPolicy"));
  }

  @Test
  void every_profile_works_with_the_policy_of_a_role() {
    Org org = given.anOrganizationOnBusiness();
    Response offered = as(org.owner()).get(org.path() + "/external-id");
    Customer customer = aCustomerWhoMay();
    Aws.aRoleWithPolicies(customer, offered.path("trustPolicy"), offered.path("permissionsPolicy"));

    Map.of("us", "us-west-2", "eu", "eu-central-1", "apac", "ap-northeast-1", "global", "sa-east-1")
        .forEach(
            (profile, region) -> {
              Map<String, Object> wanted = new HashMap<>(Aws.role(customer));
              wanted.put("inferenceProfile", profile);
              wanted.put("region", region);
              test(org, wanted).then().body("ok", is(true));
            });
  }

  @Test
  void the_policies_for_a_users_key_and_for_an_api_key_are_enough() {
    Org org = given.anOrganizationOnBusiness();
    Response offered = as(org.owner()).get(org.path() + "/external-id");
    Customer customer = aCustomerWhoMay();

    Aws.userPolicies(customer, offered.path("accessKeyPolicy"));
    test(org, Aws.accessKey(customer)).then().body("ok", is(true));
    Aws.userPolicies(customer, offered.path("apiKeyPolicy"));
    test(org, Aws.apiKey(customer)).then().body("ok", is(true));
    test(org, Aws.accessKey(customer)).then().body("ok", is(false));
  }

  @Test
  void with_any_right_less_it_fails_and_says_so() {
    Org org = given.anOrganizationOnBusiness();
    Response offered = as(org.owner()).get(org.path() + "/external-id");
    Customer customer = aCustomerWhoMay();
    Map<String, Object> user = offered.path("accessKeyPolicy");

    for (Map<String, Object> fewer : withOneStatementLess(user)) {
      Aws.userPolicies(customer, fewer);
      test(org, Aws.accessKey(customer))
          .then()
          .body("ok", is(false))
          .body("checks.find { !it.ok }.failure.class", is("policy"));
    }
    for (String resource : List.of("us." + Aws.OPUS, "us-*::foundation-model/" + Aws.OPUS)) {
      Aws.userPolicies(customer, without(user, resource));
      test(org, Aws.accessKey(customer))
          .then()
          .body("ok", is(false))
          .body("checks.find { !it.ok }.model", is(Aws.OPUS));
    }
  }

  private static List<Map<String, Object>> withOneStatementLess(Map<String, Object> policy) {
    List<Map<String, Object>> all = new ArrayList<>();
    List<?> statements = listOf(policy, "Statement");
    for (int left = 0; left < statements.size(); left++) {
      List<Object> fewer = new ArrayList<>(statements);
      fewer.remove(left);
      all.add(Map.of("Version", "2012-10-17", "Statement", fewer));
    }
    return all;
  }

  private static Map<String, Object> without(Map<String, Object> policy, String resource) {
    List<Object> fewer = new ArrayList<>();
    for (Object statement : listOf(policy, "Statement")) {
      Map<Object, Object> copy = new HashMap<>((Map<?, ?>) statement);
      List<?> resources = listOf(copy, "Resource");
      copy.put(
          "Resource",
          resources.stream()
              .filter(each -> !each.toString().endsWith(resource))
              // the global profile's entry would allow the model in every region
              .filter(
                  each ->
                      !resource.contains("foundation-model")
                          || !each.toString().startsWith("arn:aws:bedrock:*::foundation-model"))
              .toList());
      fewer.add(copy);
    }
    return Map.of("Version", "2012-10-17", "Statement", fewer);
  }

  private static List<?> listOf(Map<?, ?> of, String key) {
    return (List<?>) Objects.requireNonNull(of.get(key), key);
  }

  private static Response test(Org org, Map<String, Object> wanted) {
    return as(org.owner()).contentType("application/json").body(wanted).post(org.path() + "/test");
  }

  private static Response vend(Org org) {
    return asPlatformService()
        .contentType("application/json")
        .body(Map.of("organizationId", org.id(), "workspaceId", org.workspace()))
        .post("/v1/bedrock-credentials");
  }
}
