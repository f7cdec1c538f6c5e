package io.orgplane.byok;

import static io.orgplane.testing.Caller.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.orgplane.byok.Given.Org;
import io.orgplane.testing.EventProbe;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The models that are required by default have every profile; an operator may require others. */
@ByokTest
@TestProfile(UnreachableModelTest.RequiresAnOlderModel.class)
class UnreachableModelTest {

  private static final String WITHOUT_GLOBAL_PROFILE = "anthropic.claude-3-haiku-20240307-v1:0";

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  private final Given given = new Given(EVENTS);

  /** A model that there is in each geography, but not through the global profile. */
  public static class RequiresAnOlderModel implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("orgplane.bedrock.required-models", WITHOUT_GLOBAL_PROFILE);
    }
  }

  @Test
  void a_model_that_the_profile_does_not_reach_asks_for_another_profile() {
    Org org = given.anOrganizationOnBusiness();
    Aws.Customer customer = Aws.aCustomer();
    Aws.grantModels(customer, WITHOUT_GLOBAL_PROFILE);
    Map<String, Object> wanted = new HashMap<>(Aws.accessKey(customer));
    wanted.put("inferenceProfile", "global");

    as(org.owner())
        .contentType("application/json")
        .body(wanted)
        .post(org.path() + "/test")
        .then()
        .statusCode(200)
        .body("ok", is(false))
        .body("checks.find { !it.ok }.name", is("converse"))
        .body("checks.find { !it.ok }.model", is(WITHOUT_GLOBAL_PROFILE))
        .body("checks.find { !it.ok }.failure.class", is("inference-profile"))
        .body("checks.find { !it.ok }.failure.remedy", containsString("Choose the profile"));
    ConfiguringByokTest.save(org, wanted).then().statusCode(422);
    as(org.owner()).get(org.path()).then().body("status", is("draft"));
    ConfiguringByokTest.save(org, Aws.accessKey(customer)).then().statusCode(200);
  }
}
