package io.orgplane.bench.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.local.StackAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/** One of the people of the local stack. */
public record SignedIn(String userId, String token) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD_GRANT =
      "grant_type=password&client_id=orgplane-cli&scope=openid&username=%s%%40example.com&password=password";

  public static SignedIn as(String name, StackAddresses addresses)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(addresses.tokens())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(PASSWORD_GRANT.formatted(name)))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    String token = JSON.readTree(answer.body()).path("access_token").asText();
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new SignedIn(JSON.readTree(claims).path("sub").asText(), token);
  }

  /** Of an answer to a GET of theirs. */
  int status(URI address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }
}
