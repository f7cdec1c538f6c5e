package io.orgplane.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orgplane.local.StackAddresses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A token as the platform's other services have it: by client credentials. */
public final class PlatformToken {

  private static final String CREDENTIALS =
      "grant_type=client_credentials&client_id=orgplane-platform&client_secret=orgplane-platform-secret";

  private PlatformToken() {}

  public static String fetch(StackAddresses addresses) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(addresses.tokens())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(CREDENTIALS))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String answer = http.send(request, BodyHandlers.ofString()).body();
      return new ObjectMapper().readTree(answer).path("access_token").asText();
    }
  }
}
