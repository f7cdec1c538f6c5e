package io.orgplane.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.journeys.Keycloak.Someone;
import io.orgplane.journeys.Traps.Moment;
import io.orgplane.local.SuiteService;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * byok-service is killed once AWS has accepted another credential and before that is saved: the old
 * one stays in force, whole, and nothing of the new one is left behind.
 */
@ExtendWith(RunningSuite.class)
class ByokCrashIT {

  private final Someone ann = Keycloak.someone("Ann");
  private final ByokCustomer customer = ByokCustomer.next();
  private final String another = customer.apiKey() + "-2";
  private final Traps traps = new Traps(SuiteService.BYOK);
  private final ByokReplica byok =
      new ByokReplica(
          RunningSuite.stack().service(SuiteService.BYOK).address(),
          ann.token(),
          Keycloak.platformToken());

  @BeforeEach
  void oneKeyIsInForce() {
    customer.settle(ann);
    CustomerAccount.createApiKeys(List.of(customer.apiKey(), another));
    Response first = byok.configure(customer.organization(), customer.apiKey());
    assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
    assertVended(customer.apiKey());
  }

  @AfterEach
  void noTrapIsLeft() {
    traps.disarm();
  }

  @Test
  void killed_before_the_save_the_credential_of_before_stays_and_the_next_attempt_succeeds() {
    killWhileSaving(Moment.JUST_BEFORE_THE_COMMIT);

    assertThat(version()).isEqualTo(1);
    assertThat(secrets()).isEqualTo(1);
    assertVended(customer.apiKey());
    assertThat(byok.testStored(customer.organization()).<Boolean>path("ok")).isTrue();

    Response again = byok.configure(customer.organization(), another);
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(version()).isEqualTo(2);
    assertVended(another);
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_THE_COMMIT", "JUST_AFTER_THE_COMMIT"})
  void killed_at_the_commit_either_credential_is_in_force_and_that_one_whole(Moment moment) {
    killWhileSaving(moment);

    assertVended(version() == 1 ? customer.apiKey() : another);
    assertThat(byok.testStored(customer.organization()).<Boolean>path("ok")).isTrue();
    assertThat(secrets()).isEqualTo(1);
  }

  private void killWhileSaving(Moment moment) {
    traps.killDuring(
        moment, () -> byok.configure(customer.organization(), another), () -> version() == 2);
    RunningSuite.stack().service(SuiteService.BYOK).start();
  }

  private void assertVended(String apiKey) {
    Response answer = byok.vend(customer.organization(), customer.workspace());
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.<String>path("apiKey")).isEqualTo(apiKey);
  }

  private long version() {
    Object version =
        RunningSuite.query(
                SuiteService.BYOK,
                "SELECT version FROM configurations WHERE organization_id = ?",
                UUID.fromString(customer.organization()))
            .getFirst()
            .get("version");
    return version instanceof Number number ? number.longValue() : 0;
  }

  private long secrets() {
    return RunningSuite.count(
        SuiteService.BYOK,
        "sealed_secrets WHERE organization_id = ?",
        UUID.fromString(customer.organization()));
  }
}
