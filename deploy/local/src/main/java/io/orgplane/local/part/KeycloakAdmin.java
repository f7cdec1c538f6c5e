package io.orgplane.local.part;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.local.StackAddresses;
import io.orgplane.local.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Keycloak imports a realm only where there is none, so in a kept folder the realm remembers where
 * mail went last time, which a stack on other ports must correct.
 */
final class KeycloakAdmin {
  private final StackAddresses addresses;
  private final HttpClient client = HttpClient.newHttpClient();

  KeycloakAdmin(StackAddresses addresses) {
    this.addresses = addresses;
  }

  void mailGoesTo(int port) {
    URI realm = addresses.keycloak().resolve("/admin/realms/orgplane");
    String settings =
        """
        {"smtpServer": {"host": "localhost", "port": "%d", "from": "no-reply@orgplane.example",
         "fromDisplayName": "Orgplane", "ssl": "false", "starttls": "false", "auth": "false"}}"""
            .formatted(port);
    send(
        HttpRequest.newBuilder(realm)
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(settings))
            .build());
  }

  private String token() {
    String form =
        "grant_type=password&client_id=admin-cli&username=%s&password=%s"
            .formatted(KeycloakPart.ADMIN, KeycloakPart.ADMIN_PASSWORD);
    String answer =
        send(
            HttpRequest.newBuilder(
                    addresses.keycloak().resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    try {
      return new ObjectMapper().readTree(answer).path("access_token").asText();
    } catch (IOException e) {
      throw new StackFailure("Keycloak's answer is not JSON", e);
    }
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new StackFailure(
            "Keycloak answers %d to its administrator: %s"
                .formatted(answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new StackFailure("Keycloak cannot be configured", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("interrupted while configuring Keycloak", e);
    }
  }
}
