package io.orgplane.bench.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.local.StackAddresses;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The Owner of everything here, over HTTP. */
final class Ann {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SIGN_IN =
      "grant_type=password&client_id=orgplane-cli&scope=openid&username=ann%40example.com&password=password";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final StackAddresses addresses;
  private final String token;

  Ann(StackAddresses addresses) throws IOException, InterruptedException {
    this.addresses = addresses;
    HttpRequest signIn =
        HttpRequest.newBuilder(addresses.tokens())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(SIGN_IN))
            .build();
    this.token = json(http.send(signIn, BodyHandlers.ofString())).path("access_token").asText();
  }

  /** Answers its id; the services may still be on their way to know it. */
  CompletableFuture<UUID> createOrganization(String name) {
    HttpRequest request =
        to(SuiteService.ORG, "/v1/organizations")
            .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer -> UUID.fromString(json(answer).path("id").asText()));
  }

  /** Completes with the status of the answer. */
  CompletableFuture<Integer> changeRole(Change change) {
    HttpRequest request =
        to(
                SuiteService.MEMBERSHIP,
                "/v1/organizations/%s/members/%s".formatted(change.organization(), change.user()))
            .method("PATCH", BodyPublishers.ofString("{\"role\":\"viewer\"}"))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
  }

  private HttpRequest.Builder to(SuiteService service, String path) {
    URI address = addresses.service(service).resolve(path);
    return HttpRequest.newBuilder(address)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.request() + ": " + answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }
}
