package io.orgplane.journeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One process of membership-service, asked past the front door about one organization. */
final class MembershipReplica {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String organization;
  private final String owner;
  private final String platform;

  /**
   * @param owner token of the organization's Owner, who changes
   * @param platform token of the platform service that asks
   */
  MembershipReplica(URI address, String organization, String owner, String platform) {
    this.address = address;
    this.organization = organization;
    this.owner = owner;
    this.platform = platform;
  }

  /**
   * Of a check; the fields are empty where there was none.
   *
   * @param problem what a refusal says of itself
   */
  record Answer(
      int status,
      boolean allowed,
      @Nullable String role,
      @Nullable String workspaceRole,
      @Nullable String reason,
      @Nullable String problem) {

    private static Answer of(HttpResponse<String> answer) {
      try {
        JsonNode body = JSON.readTree(answer.body());
        return new Answer(
            answer.statusCode(),
            body.path("allowed").asBoolean(),
            body.path("role").textValue(),
            body.path("workspaceRole").textValue(),
            body.path("reason").textValue(),
            body.path("detail").textValue());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(answer.body(), e);
      }
    }
  }

  /** May they read in that workspace; sent before this returns, whenever the answer comes. */
  CompletableFuture<Answer> ask(String user, String workspace) {
    Map<String, String> question =
        Map.of(
            "userId", user,
            "organizationId", organization,
            "workspaceId", workspace,
            "permission", "workspace:read");
    HttpRequest request =
        to("/v1/access/check", platform).POST(BodyPublishers.ofString(json(question))).build();
    return http.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::of);
  }

  /** Returns the status when the change is confirmed, or refused; so do the others. */
  int remove(String user) {
    return send(to(member(user), owner).DELETE());
  }

  int changeRole(String user, String role) {
    return send(
        to(member(user), owner)
            .method("PATCH", BodyPublishers.ofString(json(Map.of("role", role)))));
  }

  int assign(String user, String workspace, @Nullable String override) {
    Map<String, String> body = new HashMap<>();
    if (override != null) {
      body.put("role", override);
    }
    String path =
        "/v1/organizations/%s/workspaces/%s/members/%s".formatted(organization, workspace, user);
    return send(to(path, owner).PUT(BodyPublishers.ofString(json(body))));
  }

  private int send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String member(String user) {
    return "/v1/organizations/%s/members/%s".formatted(organization, user);
  }

  private HttpRequest.Builder to(String path, String token) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private static String json(Map<String, String> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
