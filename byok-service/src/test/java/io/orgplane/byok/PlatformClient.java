package io.orgplane.byok;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.byok.Given.Org;
import io.orgplane.testing.TokenIssuer;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A platform service that asks for many credentials at once, as REST Assured cannot. */
final class PlatformClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String token = TokenIssuer.shared().platformServiceToken();

  /** What came back. */
  record Answer(int status, JsonNode body) {

    String source() {
      return body.path("source").asText();
    }

    String accessKeyId() {
      return body.path("accessKeyId").asText();
    }
  }

  Answer vend(Org org) {
    return vend(org.id(), org.workspace()).join();
  }

  CompletableFuture<Answer> vend(String organization, String workspace) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    RestAssured.baseURI + ":" + RestAssured.port + "/v1/bedrock-credentials"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"organizationId": "%s", "workspaceId": "%s"}"""
                        .formatted(organization, workspace)))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).thenApply(PlatformClient::answer);
  }

  private static Answer answer(HttpResponse<String> response) {
    try {
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(response.body(), e);
    }
  }
}
