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
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The Owner of everything here, over HTTP. */
public final class Ann {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ACCEPTED = 202;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final StackAddresses addresses;
  private final String token;

  public Ann(StackAddresses addresses) throws IOException, InterruptedException {
    this.addresses = addresses;
    this.token = SignedIn.as("ann", addresses).token();
  }

  /** Answers its id; the services may still be on their way to know it. */
  CompletableFuture<UUID> createOrganization(String name) {
    HttpRequest request =
        to(SuiteService.ORG, "/v1/organizations")
            .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
            .build();
    return send(request, BodyHandlers.ofString())
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
    return send(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
  }

  /** Completes with the time, in microseconds since 1970, at which it was confirmed to her. */
  CompletableFuture<Long> remove(UUID organization, String user) {
    HttpRequest request =
        to(SuiteService.MEMBERSHIP, "/v1/organizations/%s/members/%s".formatted(organization, user))
            .DELETE()
            .build();
    return send(request, BodyHandlers.discarding()).thenApply(Ann::confirmedAt);
  }

  /** Completes with the time at which it was confirmed to her, on the monotonic clock. */
  CompletableFuture<Long> invite(UUID organization, String email) {
    HttpRequest request =
        to(SuiteService.MEMBERSHIP, "/v1/organizations/%s/invitations".formatted(organization))
            .POST(
                BodyPublishers.ofString(
                    "{\"emails\":[\"%s\"],\"role\":\"developer\"}".formatted(email)))
            .build();
    return send(request, BodyHandlers.ofString())
        .thenApply(
            answer -> {
              long now = System.nanoTime();
              var unused = json(answer);
              return now;
            });
  }

  /** What her pages do meanwhile; completes with the status. */
  CompletableFuture<Integer> look(SuiteService service, String path) {
    return send(to(service, path).GET().build(), BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  /** One that is not answered is named: the exception of the client does not say which it was. */
  private <T> CompletableFuture<HttpResponse<T>> send(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    return http.sendAsync(request, handler)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    new IllegalStateException(request.toString(), failure)));
  }

  private static long confirmedAt(HttpResponse<Void> answer) {
    Instant now = Instant.now();
    if (answer.statusCode() != ACCEPTED) {
      throw new IllegalStateException(answer.request() + ": " + answer.statusCode());
    }
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
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
