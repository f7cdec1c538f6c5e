package io.orgplane.kit.problem;

import static io.orgplane.kit.probe.Suite.DATABASE;
import static io.orgplane.kit.probe.Suite.as;
import static io.orgplane.kit.probe.Suite.id;
import static io.orgplane.kit.probe.Suite.notes;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.orgplane.kit.KitTest;
import io.orgplane.kit.probe.Suite;
import io.orgplane.testing.People;
import io.orgplane.testing.Person;
import io.orgplane.testing.TokenIssuer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

@KitTest
class BadInputTest {

  @RegisterExtension static final Suite SUITE = new Suite();

  private static final Person ANN = People.aPerson("Ann");

  @TestFactory
  Stream<DynamicTest> a_body_that_does_not_fit_is_refused_and_changes_nothing() {
    String acme = SUITE.anOrganizationOf(ANN);
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("nothing", "");
    bodies.put("null", "null");
    bodies.put("no object", "[]");
    bodies.put("half an object", "{\"text\":");
    bodies.put("something behind", "{\"text\":\"a\",\"version\":1}{}");
    bodies.put("a field twice", "{\"text\":\"a\",\"text\":\"b\",\"version\":1}");
    bodies.put("an unknown field", "{\"text\":\"a\",\"version\":1,\"role\":\"owner\"}");
    bodies.put("a number for text", "{\"text\":7,\"version\":1}");
    bodies.put("text for a number", "{\"text\":\"a\",\"version\":\"1\"}");
    bodies.put("a fraction", "{\"text\":\"a\",\"version\":1.5}");
    bodies.put("a missing number", "{\"text\":\"a\"}");
    bodies.put("null for a number", "{\"text\":\"a\",\"version\":null}");
    bodies.put("too large a number", "{\"text\":\"a\",\"version\":99999999999999999999}");
    bodies.put("blank text", "{\"text\":\"  \",\"version\":1}");
    bodies.put("too long a text", "{\"text\":\"%s\",\"version\":1}".formatted("x".repeat(101)));
    bodies.put("an object for text", "{\"text\":{\"a\":1},\"version\":1}");
    bodies.put("deep nesting", "[".repeat(5_000));
    return bodies.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      refused(
                          as(ANN).body(each.getValue()).post(notes(acme)),
                          400,
                          "validation-failed");
                      assertThat(DATABASE.count("notes WHERE organization_id = ?", id(acme)))
                          .isZero();
                    }));
  }

  @Test
  void violations_name_the_fields() {
    String acme = SUITE.anOrganizationOf(ANN);
    as(ANN)
        .body("{\"text\":\"\",\"version\":-1}")
        .post(notes(acme))
        .then()
        .body("violations.field", equalTo(java.util.List.of("text", "version")));
    as(ANN)
        .body("{\"text\":\"a\",\"version\":1,\"secret\":\"hunter2\"}")
        .post(notes(acme))
        .then()
        .body("violations.field", hasItem("secret"))
        .body(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("hunter2")));
  }

  @TestFactory
  Stream<DynamicTest> a_token_that_does_not_hold_is_refused() {
    String acme = SUITE.anOrganizationOf(ANN);
    return TokenIssuer.shared().badTokens(ANN).entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      var answer =
                          given()
                              .auth()
                              .oauth2(each.getValue())
                              .contentType(ContentType.JSON)
                              .body("{\"text\":\"a\",\"version\":1}")
                              .post(notes(acme));
                      refused(answer, 401, "unauthenticated");
                      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
                      assertThat(DATABASE.count("notes WHERE organization_id = ?", id(acme)))
                          .isZero();
                    }));
  }

  @Test
  void no_token_is_refused() {
    refused(given().get(notes(io.orgplane.testing.Uuids.v7().toString())), 401, "unauthenticated");
  }

  @TestFactory
  Stream<DynamicTest> a_bad_id_is_the_unknown_one() {
    return Stream.of(
            "1", "not-an-id", "1-1-1-1-1", "%00", "0".repeat(300), "..%2f..", "'; DROP TABLE notes")
        .map(
            bad ->
                DynamicTest.dynamicTest(
                    bad,
                    () ->
                        refused(
                            as(ANN).urlEncodingEnabled(false).get(notes(bad.replace(" ", "%20"))),
                            404,
                            "not-found")));
  }

  @TestFactory
  Stream<DynamicTest> a_bad_page_is_refused() {
    String acme = SUITE.anOrganizationOf(ANN);
    String foreign = Base64.getUrlEncoder().withoutPadding().encodeToString("\u0000".getBytes());
    return Stream.of(
            "limit=0",
            "limit=201",
            "limit=-1",
            "limit=many",
            "limit=9999999999",
            "cursor=%25%25",
            "cursor=abc",
            "cursor=" + foreign,
            "cursor=" + "A".repeat(2_000))
        .map(
            query ->
                DynamicTest.dynamicTest(
                    query.length() > 40 ? query.substring(0, 40) : query,
                    () ->
                        refused(
                            as(ANN).urlEncodingEnabled(false).get(notes(acme) + "?" + query),
                            400,
                            "validation-failed")));
  }

  @Test
  void what_http_refuses_is_a_problem_too() {
    String acme = SUITE.anOrganizationOf(ANN);
    refused(as(ANN).get("/v1/nothing/here"), 404, "not-found");
    refused(as(ANN).delete(notes(acme)), 405, "method-not-allowed");
    refused(
        given()
            .auth()
            .oauth2(TokenIssuer.shared().token(ANN))
            .contentType("text/plain")
            .body("a")
            .post(notes(acme)),
        415,
        "unsupported-media-type");
    refused(as(ANN).accept("image/png").get(notes(acme)), 406, "not-acceptable");
  }

  @Test
  void an_idempotency_key_that_is_none_is_refused() {
    String acme = SUITE.anOrganizationOf(ANN);
    var answer =
        as(ANN)
            .header("Idempotency-Key", "x".repeat(256))
            .body(Map.of("text", "a", "version", 1))
            .post(notes(acme));
    refused(answer, 400, "validation-failed");
    assertThat(DATABASE.count("notes WHERE organization_id = ?", id(acme))).isZero();
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith(Problem.MEDIA_TYPE);
    assertThat(answer.<String>path("code")).isEqualTo(code);
    assertThat(answer.asString()).doesNotContain("Exception", "io.orgplane", "\\tat ");
  }
}
