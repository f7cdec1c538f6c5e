package io.orgplane.journeys;

import static io.orgplane.journeys.Api.anOrganizationOf;
import static io.orgplane.journeys.Api.as;
import static io.orgplane.journeys.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of somebody's sessions in the real Keycloak when they are removed. */
@ExtendWith(RunningSuite.class)
class SessionsIT {

  private static final String ORG = "/v1/organizations/{org}";

  @Test
  void whoever_no_organization_holds_any_more_is_signed_out_and_others_are_not() {
    Someone ann = Keycloak.someone("Ann");
    String acme = anOrganizationOf(ann, "Acme");
    Api.buy(acme, ann, "team", 3);
    Someone guest = Keycloak.someone("Gus");
    Someone founder = Keycloak.someone("Fay");
    anOrganizationOf(founder, "Fay's");
    Api.join(acme, ann, guest, "viewer");
    Api.join(acme, ann, founder, "viewer");
    givesUpPersonalOrganization(guest);
    String guests = Keycloak.refreshToken(guest);
    String founders = Keycloak.refreshToken(founder);

    assertThat(removed(acme, ann, guest)).isEqualTo("all sessions ended");
    assertThat(removed(acme, ann, founder)).startsWith("sessions stay");

    assertThat(Keycloak.refresh(guests)).isEqualTo(400);
    assertThat(Keycloak.refresh(founders)).isEqualTo(200);
  }

  /** Everybody has one, which would hold them; it does not come back once it is deleted. */
  private static void givesUpPersonalOrganization(Someone person) {
    String personal = Api.personalOrganizationOf(person);
    as(person).delete(ORG, personal).then().statusCode(204);
    eventually(() -> as(person).get(ORG + "/members", personal).statusCode() == 404);
  }

  /** What the record says of Keycloak, once it is complete. */
  private static String removed(String organization, Someone by, Someone member) {
    String revocation =
        as(by)
            .delete(ORG + "/members/{user}", organization, member.userId())
            .then()
            .statusCode(202)
            .extract()
            .path("revocationId");
    String record = ORG + "/revocations/{id}";
    eventually(() -> as(by).get(record, organization, revocation).path("completedAt") != null);
    return as(by)
        .get(record, organization, revocation)
        .path("participants.find { it.name == 'keycloak' }.detail");
  }
}
