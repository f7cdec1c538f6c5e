package io.orgplane.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.local.StackAddresses;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Signs people and platform services in at Keycloak. */
final class Identities {
  private final StackAddresses addresses;
  private final Web web;

  Identities(StackAddresses addresses, Web web) {
    this.addresses = addresses;
    this.web = web;
  }

  /** One of the people of the local realm. */
  Caller person(String name) {
    String email = name.toLowerCase(java.util.Locale.ROOT) + "@example.com";
    return token(
        name,
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "orgplane-cli",
            "username",
            email,
            "password",
            "password",
            "scope",
            "openid"));
  }

  /** Another service of the platform. */
  Caller platform() {
    return token(
        "the platform",
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            "orgplane-platform",
            "client_secret",
            "orgplane-platform-secret"));
  }

  /** Whom any answer of the token endpoint is about. */
  Caller token(String name, Map<String, String> grant) {
    Answer answer =
        web.send(
            Web.to(addresses.tokens())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Web.form(grant)))
                .build());
    if (answer.status() != 200) {
      throw new StoryBroken("Keycloak gives %s no token: %s".formatted(name, answer.body()));
    }
    String token = answer.text("access_token");
    JsonNode claims = claims(token);
    return new Caller(
        name,
        claims.path("sub").asText(),
        claims.path("email").asText(),
        token,
        addresses.frontDoor(),
        web);
  }

  static JsonNode claims(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return Web.json(new String(payload, StandardCharsets.UTF_8));
  }
}
