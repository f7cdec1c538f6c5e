package io.orgplane.membership;

import static io.orgplane.testing.Caller.anonymous;
import static io.orgplane.testing.People.aPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.orgplane.testing.EndedSpans;
import io.orgplane.testing.LogLines;
import io.orgplane.testing.Person;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done with a link, its token is in no log (in more detail than any operator turns on),
 * span, metric, event, audit entry, answer or row.
 */
@MembershipTest
class LeaksTest extends Scenario {

  private final LogLines logs = new LogLines();
  private final List<String> answers = new ArrayList<>();

  @BeforeEach
  void listen() {
    EndedSpans.listen();
    logs.listen();
  }

  @AfterEach
  void stopListening() {
    logs.stop();
    EndedSpans.stop();
  }

  @Test
  void no_way_of_using_a_link_leaves_its_token_anywhere() {
    Org org = aRoomyOrganization();
    Person bob = aPerson("Bob");
    String superseded = invited(org, bob, "viewer");
    String id = by(org.owner()).get(org.path() + "/invitations").path("items[0].id");
    heard(by(org.owner()).post(org.path() + "/invitations/" + id + "/resend"), 200);
    String token = mails().token(bob.email(), 2);
    String tampered = superseded.substring(0, 20) + token.substring(20);

    heard(by(bob).body(Map.of("token", token)).post("/v1/invitations/preview"), 200);
    for (String way : List.of("accept", "decline", "preview")) {
      malformed(bob, way, token);
    }
    heard(accept(bob, tampered), 404);
    heard(accept(bob, superseded), 410);
    heard(accept(aPerson("Eve"), token), 403);
    heard(accept(bob.unverified(), token), 403);
    heard(
        anonymous()
            .contentType("application/json")
            .body(Map.of("token", token))
            .post("/v1/invitations/accept"),
        401);
    heard(accept(bob, token), 200);
    heard(accept(aPerson("Eve"), token), 409);
    heard(decline(bob, token), 409);

    String cancelled = cancelled(org);
    String expired = expired(org);
    String withoutSeat = withoutSeat();

    nothingHolds(org, List.of(superseded, token, tampered, cancelled, expired, withoutSeat));
  }

  private String cancelled(Org org) {
    Person carol = aPerson("Carol");
    String token = invited(org, carol, "viewer");
    String id =
        by(org.owner())
            .get(org.path() + "/invitations?status=pending")
            .path("items.find { it.email == '%s' }.id".formatted(carol.email()));
    heard(by(org.owner()).delete(org.path() + "/invitations/" + id), 204);
    heard(accept(carol, token), 410);
    return token;
  }

  private String expired(Org org) {
    Person dave = aPerson("Dave");
    String token = invited(org, dave, "viewer");
    DATABASE.update(
        "UPDATE invitations SET expires_at = now() - interval '1 hour' WHERE email = ?",
        dave.email());
    heard(accept(dave, token), 410);
    return token;
  }

  private String withoutSeat() {
    Org full = anOrganization();
    Person erin = aPerson("Erin");
    String token = invited(full, erin, "viewer");
    heard(accept(erin, token), 409);
    return token;
  }

  /** In the wrong place, of the wrong type, cut off, and as what nobody expects. */
  private void malformed(Person person, String way, String token) {
    String path = "/v1/invitations/" + way;
    for (String body :
        List.of(
            "{\"token\": [\"" + token + "\"]}",
            "{\"token\": {\"value\": \"" + token + "\"}}",
            "{\"token\": \"" + token,
            "{\"token\": \"" + token + "\", \"role\": \"owner\"}",
            "{\"token\": \"" + token + token + token + "\"}",
            "\"" + token + "\"",
            token)) {
      Response answer = by(person).body(body).post(path);
      answers.add(answer.getHeaders() + answer.asString());
      assertThat(answer.statusCode()).as(way).isBetween(400, 404);
    }
    namedByTheSender(by(person).body("{\"" + token + "\": true}").post(path), token);
    heard(by(person).contentType("text/plain").body(token).post(path), 415);
  }

  /** A field that nobody knows is named to whoever sent it, and to nobody else. */
  private static void namedByTheSender(Response answer, String field) {
    answer.then().statusCode(400).body("violations.field", contains(field));
  }

  private void heard(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    answers.add(answer.getHeaders() + answer.asString());
  }

  private void nothingHolds(Org org, List<String> tokens) {
    assertThat(answers).as("answers").noneMatch(answer -> holdsAny(answer, tokens));
    assertThat(logs.lines()).as("log lines").isNotEmpty().noneMatch(l -> holdsAny(l, tokens));
    assertThat(EndedSpans.all())
        .as("spans")
        .isNotEmpty()
        .noneMatch(span -> holdsAny(span.toString(), tokens));
    assertThat(EVENTS.allEventsOf(org.id()))
        .as("events and audit entries")
        .isNotEmpty()
        .noneMatch(event -> holdsAny(event.headers() + " " + event.data(), tokens));
    assertThat(anonymous().get("/q/metrics").asString())
        .as("metrics")
        .satisfies(metrics -> assertThat(holdsAny(metrics, tokens)).isFalse());
    assertThat(DATABASE.dump()).as("rows").isNotEmpty().noneMatch(row -> holdsAny(row, tokens));
  }

  /** In clear, and as PostgreSQL shows bytes. */
  private static boolean holdsAny(String text, List<String> tokens) {
    return tokens.stream()
        .anyMatch(
            token ->
                text.contains(token)
                    || text.contains(
                        HexFormat.of().formatHex(token.getBytes(StandardCharsets.UTF_8))));
  }
}
