package io.orgplane.journeys;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The real Keycloak of the local stack: tokens of its people and clients, and new people. */
final class Keycloak {

  private static final String PASSWORD = "password";

  private Keycloak() {}

  /**
   * Somebody who has just registered, so that journeys do not meet each other's organizations.
   *
   * @param token an access token of theirs
   * @param idToken what a client gets beside it, and no API may accept
   */
  record Someone(String userId, String firstName, String email, String token, String idToken) {}

  static Someone someone(String firstName) {
    String email =
        "%s.%s@example.com".formatted(firstName.toLowerCase(Locale.ROOT), UUID.randomUUID());
    register(firstName, email, true);
    return signIn(firstName, email);
  }

  static Someone someoneUnverified(String firstName) {
    String email =
        "%s.%s@example.com".formatted(firstName.toLowerCase(Locale.ROOT), UUID.randomUUID());
    register(firstName, email, false);
    return signIn(firstName, email);
  }

  static Someone signIn(String firstName, String email) {
    var tokens = tokens(email);
    String token = tokens.getString("access_token");
    return new Someone(subject(token), firstName, email, token, tokens.getString("id_token"));
  }

  /** Of a session of its own. */
  static String refreshToken(Someone person) {
    return tokens(person.email()).getString("refresh_token");
  }

  /** How Keycloak answers somebody who goes on with their session. */
  static int refresh(String refreshToken) {
    return given()
        .formParams(
            Map.of(
                "grant_type", "refresh_token",
                "client_id", "orgplane-cli",
                "refresh_token", refreshToken))
        .post(RunningSuite.addresses().tokens())
        .statusCode();
  }

  private static JsonPath tokens(String email) {
    return given()
        .formParams(
            Map.of(
                "grant_type", "password",
                "client_id", "orgplane-cli",
                "scope", "openid",
                "username", email,
                "password", PASSWORD))
        .post(RunningSuite.addresses().tokens())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static String platformToken() {
    return given()
        .formParams(
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "orgplane-platform",
                "client_secret", "orgplane-platform-secret"))
        .post(RunningSuite.addresses().tokens())
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  /** A token of the same Keycloak that was made for another audience and by another realm. */
  static String adminToken() {
    return given()
        .formParams(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                "admin",
                "password",
                "admin"))
        .post(
            RunningSuite.addresses()
                .keycloak()
                .resolve("/realms/master/protocol/openid-connect/token"))
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  private static void register(String firstName, String email, boolean verified) {
    String user =
        asAdmin()
            .body(
                Map.of(
                    "username", email,
                    "email", email,
                    "emailVerified", verified,
                    "enabled", true,
                    "firstName", firstName,
                    "lastName", "Example",
                    "credentials",
                        List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false))))
            .post(RunningSuite.addresses().keycloak().resolve("/admin/realms/orgplane/users"))
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    withoutPendingActions(user);
  }

  /** The realm asks everybody new to follow the link in a mail; that is not what is tested here. */
  private static void withoutPendingActions(String user) {
    asAdmin().body(Map.of("requiredActions", List.of())).put(user).then().statusCode(204);
  }

  private static RequestSpecification asAdmin() {
    return given().auth().oauth2(adminToken()).contentType(ContentType.JSON);
  }

  private static String subject(String token) {
    byte[] claims = java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return io.restassured.path.json.JsonPath.from(
            new String(claims, java.nio.charset.StandardCharsets.UTF_8))
        .getString("sub");
  }
}
