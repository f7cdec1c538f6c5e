package io.orgplane.journeys;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;

/** One process of byok-service, asked past the front door. */
record ByokReplica(URI address, String owner, String platform) {

  Response configure(String organization, String apiKey) {
    return as(owner)
        .body(
            Map.of(
                "credential",
                Map.of("kind", "bedrock-api-key", "apiKey", apiKey),
                "region",
                "us-east-1",
                "inferenceProfile",
                "us"))
        .put("/v1/organizations/{org}/byok", organization);
  }

  /** Opens what is stored each time. */
  Response testStored(String organization) {
    return as(owner).post("/v1/organizations/{org}/byok/test", organization);
  }

  Response vend(String organization, String workspace) {
    return as(platform)
        .body(Map.of("organizationId", organization, "workspaceId", workspace))
        .post("/v1/bedrock-credentials");
  }

  /** How many data keys it has wrapped anew, or failed to. */
  long rewrapped(String outcome) {
    return as(platform)
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("orgplane_byok_rewrapped_total{outcome=\"" + outcome))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private RequestSpecification as(String token) {
    return Api.withToken(token).baseUri(address.toString());
  }
}
