package io.orgplane.testing.application;

import static io.orgplane.testing.Caller.anonymous;
import static io.orgplane.testing.Caller.as;
import static io.orgplane.testing.Caller.asPlatformService;
import static io.orgplane.testing.Caller.withToken;
import static io.orgplane.testing.People.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.orgplane.testing.ContractSchemas;
import io.orgplane.testing.Database;
import io.orgplane.testing.EventProbe;
import io.orgplane.testing.ServiceTestResource;
import io.orgplane.testing.SharedKafka;
import io.orgplane.testing.SuiteClock;
import io.orgplane.testing.TokenIssuer;
import io.orgplane.testing.Uuids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceTestResource.class,
    initArgs = @ResourceArg(name = "service", value = "tiny"))
class ServiceTestResourceTest {

  @RegisterExtension static final EventProbe EVENTS = EventProbe.ofSharedKafka();

  @Test
  void a_person_comes_in_through_the_real_token_path() {
    as(ANN).get("/who-am-i").then().statusCode(200).body(is("ann@example.com"));
  }

  @Test
  void a_platform_service_has_its_role_and_a_person_has_not() {
    asPlatformService().get("/who-am-i/platform").then().statusCode(200);
    as(ANN).get("/who-am-i/platform").then().statusCode(403);
  }

  @Test
  void nobody_and_every_bad_token_stay_outside() {
    anonymous().get("/who-am-i").then().statusCode(401);
    TokenIssuer.shared()
        .badTokens(ANN)
        .forEach(
            (kind, token) ->
                assertThat(withToken(token).get("/who-am-i").statusCode()).as(kind).isEqualTo(401));
  }

  @Test
  void the_application_and_the_test_see_the_same_parts() {
    assertThat(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class))
        .isEqualTo(SharedKafka.bootstrapServers());
    as(ANN).get("/who-am-i/database").then().body(is("tiny"));
    assertThat(Database.of("tiny").single("SELECT current_database() AS name"))
        .containsEntry("name", "tiny");
  }

  @Test
  void the_probe_listens_inside_a_quarkus_test_too() {
    String organization = Uuids.v7().toString();
    var removed = ContractSchemas.example("member-removed").put("organizationId", organization);

    EVENTS.publish("membership-events", "member-removed", organization, removed);

    assertThat(EVENTS.awaitEvent("member-removed", organization).data().get("role").asText())
        .isEqualTo("developer");
  }

  @Test
  void the_clock_moves_for_whoever_reads_the_file() {
    SuiteClock.advance(Duration.ofDays(31));

    assertThat(SuiteClock.offset()).isEqualTo(Duration.ofDays(31));

    SuiteClock.reset();
    assertThat(SuiteClock.offset()).isZero();
  }
}
