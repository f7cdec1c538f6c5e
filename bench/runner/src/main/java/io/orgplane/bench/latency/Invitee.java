package io.orgplane.bench.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.local.StackAddresses;
import io.orgplane.local.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody with a verified address and a mailbox, who accepts what they are invited to. */
final class Invitee {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String LINK = "#token=";
  private static final String REGISTRATION =
      """
      {"username": "%1$s@example.com", "email": "%1$s@example.com", "emailVerified": true,
       "enabled": true, "firstName": "Bench", "lastName": "Example", "requiredActions": [],
       "credentials": [{"type": "password", "value": "password", "temporary": false}]}
      """;
  private static final long POLL_MILLIS = 2;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final StackAddresses addresses;
  private final String name;
  private final SignedIn signedIn;

  private Invitee(StackAddresses addresses, String name, SignedIn signedIn) {
    this.addresses = addresses;
    this.name = name;
    this.signedIn = signedIn;
  }

  static List<Invitee> register(StackAddresses addresses, int count)
      throws IOException, InterruptedException {
    String admin = adminToken(addresses);
    URI users = addresses.keycloak().resolve("/admin/realms/orgplane/users");
    List<Invitee> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "bench-invitee-" + i;
      HttpResponse<String> registered =
          send(post(users, admin, REGISTRATION.formatted(name)).build());
      URI user = URI.create(registered.headers().firstValue("Location").orElseThrow());
      // The realm asks everybody new to follow the link in a mail.
      send(to(user, admin).PUT(BodyPublishers.ofString("{\"requiredActions\": []}")).build());
      people.add(new Invitee(addresses, name, SignedIn.as(name, addresses)));
    }
    return people;
  }

  String userId() {
    return signedIn.userId();
  }

  String email() {
    return name + "@example.com";
  }

  /** The token of their newest invitation, once they have had that many. */
  String awaitInvitation(int number) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    URI mailbox =
        addresses
            .sandbox()
            .resolve("/mail?to=" + URLEncoder.encode(email(), StandardCharsets.UTF_8));
    while (System.nanoTime() - begun < PATIENCE_NANOS) {
      List<String> tokens = tokens(JSON.readTree(send(to(mailbox, "").build()).body()));
      if (tokens.size() >= number) {
        return tokens.getFirst();
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new IllegalStateException("no invitation reaches " + email());
  }

  void accept(String token) throws IOException, InterruptedException {
    URI accepting = addresses.service(SuiteService.MEMBERSHIP).resolve("/v1/invitations/accept");
    send(post(accepting, signedIn.token(), "{\"token\": \"%s\"}".formatted(token)).build());
  }

  /** The newest first. */
  private static List<String> tokens(JsonNode mails) {
    List<String> tokens = new ArrayList<>();
    for (JsonNode mail : mails.path("items")) {
      String text = mail.path("text").asText();
      int link = text.indexOf(LINK);
      if (link >= 0) {
        tokens.add(text.substring(link + LINK.length()).split("\\s")[0]);
      }
    }
    return tokens;
  }

  private static String adminToken(StackAddresses addresses)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                addresses.keycloak().resolve("/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=password&client_id=admin-cli&username=admin&password=admin"))
            .build();
    return JSON.readTree(send(request).body()).path("access_token").asText();
  }

  private static HttpRequest.Builder post(URI address, String token, String body) {
    return to(address, token).POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder to(URI address, String token) {
    return HttpRequest.newBuilder(address)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }
}
