package io.orgplane.kit.idempotency;

import static io.orgplane.kit.probe.Suite.DATABASE;
import static io.orgplane.kit.probe.Suite.as;
import static io.orgplane.kit.probe.Suite.id;
import static io.orgplane.kit.probe.Suite.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.orgplane.kit.KitTest;
import io.orgplane.kit.probe.Suite;
import io.orgplane.testing.InParallel;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@KitTest
class IdempotencyTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final Person ANN = People.aPerson("Ann");
  private static final int ROUNDS = 30;

  @Test
  void the_same_key_and_body_get_the_first_answer_again() {
    String acme = SUITE.anOrganizationOf(ANN);
    String first = write(acme, "key", "text").then().statusCode(200).extract().asString();
    String second = write(acme, "key", "text").then().statusCode(200).extract().asString();

    assertThat(second).isEqualTo(first);
    assertThat(count(acme)).isEqualTo(1);
  }

  @Test
  void the_same_key_for_something_else_is_refused() {
    String acme = SUITE.anOrganizationOf(ANN);
    write(acme, "key", "text").then().statusCode(200);

    write(acme, "key", "other")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));
    assertThat(count(acme)).isEqualTo(1);
  }

  @Test
  void many_calls_at_once_with_one_key_have_one_effect_and_one_answer() {
    String acme = SUITE.anOrganizationOf(ANN);
    for (int round = 1; round <= ROUNDS; round++) {
      String key = UUID.randomUUID().toString();
      var answers =
          InParallel.times(
                  8, index -> write(acme, key, "text").then().statusCode(200).extract().asString())
              .succeeded();
      assertThat(answers).containsOnly(answers.getFirst());
      assertThat(count(acme)).isEqualTo(round);
    }
  }

  @Test
  void a_call_that_failed_leaves_its_key_free() {
    String acme = SUITE.anOrganizationOf(ANN);
    DATABASE.update("ALTER TABLE notes ADD CONSTRAINT no_fate CHECK (text <> 'fate')");
    write(acme, "key", "fate").then().statusCode(500);
    DATABASE.update("ALTER TABLE notes DROP CONSTRAINT no_fate");

    write(acme, "key", "fate").then().statusCode(200);
    assertThat(count(acme)).isEqualTo(1);
  }

  private static Response write(String organization, String key, String text) {
    return as(ANN)
        .header(IdempotencyKey.HEADER, key)
        .body(Map.of("text", text, "version", 1))
        .post(notes(organization));
  }

  private static long count(String organization) {
    return DATABASE.count("notes WHERE organization_id = ?", id(organization));
  }
}
