package io.orgplane.journeys;

import static io.orgplane.journeys.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.local.SuiteService;
import io.orgplane.testing.InParallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningSuite.class)
class SignupRaceIT {

  private static final int ROUNDS = 5;
  private static final int CALLS = 50;

  @Test
  void fifty_first_calls_of_a_new_person_at_once_make_one_personal_organization() {
    for (int round = 0; round < ROUNDS; round++) {
      Someone dora = Keycloak.someone("Dora");
      var answers =
          InParallel.times(
                  CALLS,
                  call ->
                      as(dora)
                          .get("/v1/me")
                          .then()
                          .statusCode(200)
                          .extract()
                          .<String>path("personalOrganizationId"))
              .succeeded();

      assertThat(answers).hasSize(CALLS).containsOnly(answers.getFirst());
      as(dora)
          .get("/v1/me")
          .then()
          .body(
              "organizations.name",
              org.hamcrest.Matchers.equalTo(java.util.List.of("Dora's Organization")));
      assertThat(
              RunningSuite.count(
                  SuiteService.MEMBERSHIP, "members WHERE user_id = ?", dora.userId()))
          .isEqualTo(1);
    }
  }
}
