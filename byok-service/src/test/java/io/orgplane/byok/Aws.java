package io.orgplane.byok;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** The pretended AWS as a customer's administrator sees it: accounts, users, roles, trouble. */
final class Aws {

  static final String PLATFORM_ACCOUNT = "111111111111";
  static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";
  static final String OPUS = "anthropic.claude-opus-4-5-20251101-v1:0";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Aws() {}

  /** An account with one user, its keys, and access to both models. */
  record Customer(String account, String accessKeyId, String secretAccessKey, String apiKey) {

    String roleArn() {
      return "arn:aws:iam::" + account + ":role/orgplane";
    }
  }

  static Customer aCustomer() {
    return aCustomerWhoMay("bedrock:InvokeModel*", "sts:GetFederationToken", CALL_WITH_TOKEN);
  }

  private static final String CALL_WITH_TOKEN = "bedrock:CallWithBearerToken";

  static Customer aCustomerWhoMay(String... actions) {
    return aCustomerWithSecret("customer-secret-" + random(24), actions);
  }

  static Customer aCustomerWithSecret(String secret, String... actions) {
    Customer customer =
        new Customer(digits(12), "AKIA" + random(16), secret, "bedrock-api-key-" + random(32));
    put(
        """
        {"accounts": [{"id": "%1$s", "name": "Customer"}],
         "users": [{"accountId": "%1$s", "name": "ops", "policies": [%2$s]}],
         "keys": [
           {"kind": "access-key", "accountId": "%1$s", "user": "ops",
            "accessKeyId": "%3$s", "secretAccessKey": "%4$s"},
           {"kind": "bedrock-api-key", "accountId": "%1$s", "user": "ops", "apiKey": "%5$s"}],
         "modelAccess": [{"accountId": "%1$s", "models": ["%6$s", "%7$s"]}]}
        """
            .formatted(
                customer.account(),
                allowing(actions),
                customer.accessKeyId(),
                customer.secretAccessKey(),
                customer.apiKey(),
                SONNET,
                OPUS));
    return customer;
  }

  /** The role {@code orgplane}, which trusts as that policy says and may invoke models. */
  static void aRole(Customer customer, Object trustPolicy) {
    aRoleWhichMay(customer, trustPolicy, "bedrock:InvokeModel*");
  }

  static void aRoleWhichMay(Customer customer, Object trustPolicy, String... actions) {
    put(
        """
        {"roles": [{"accountId": "%s", "name": "orgplane", "trustPolicy": %s, "policies": [%s]}]}
        """
            .formatted(customer.account(), json(trustPolicy), allowing(actions)));
  }

  static void aRoleWithPolicies(Customer customer, Object trustPolicy, Object policy) {
    put(
        """
        {"roles": [{"accountId": "%s", "name": "orgplane", "trustPolicy": %s, "policies": [%s]}]}
        """
            .formatted(customer.account(), json(trustPolicy), json(policy)));
  }

  /** In the place of whatever the user could do before. */
  static void userPolicies(Customer customer, Object policy) {
    put(
        """
        {"users": [{"accountId": "%s", "name": "ops", "policies": [%s]}]}
        """
            .formatted(customer.account(), json(policy)));
  }

  static String trusting(String externalId) {
    return """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "sts:AssumeRole",
          "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}]}"""
        .formatted(externalId);
  }

  static String trustingAnybodyOfOurs() {
    return """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "sts:AssumeRole"}]}""";
  }

  static void grantModels(Customer customer, String... models) {
    put(
        """
        {"modelAccess": [{"accountId": "%s", "models": %s}]}
        """
            .formatted(customer.account(), json(List.of(models))));
  }

  static void controlByPolicy(Customer customer, String policy) {
    put(
        """
        {"accounts": [{"id": "%s", "serviceControlPolicies": [%s]}]}
        """
            .formatted(customer.account(), policy));
  }

  static void deactivateKey(Customer customer) {
    put(
        """
        {"keys": [{"kind": "access-key", "accountId": "%s", "user": "ops",
          "accessKeyId": "%s", "secretAccessKey": "%s", "active": false}]}
        """
            .formatted(customer.account(), customer.accessKeyId(), customer.secretAccessKey()));
  }

  static void fault(String fault) {
    assertThat(send("POST", "/sandbox/faults", fault).statusCode()).isEqualTo(204);
  }

  static void clearFaults() {
    assertThat(send("DELETE", "/sandbox/faults", "").statusCode()).isEqualTo(204);
  }

  static JsonNode state() {
    return read(send("GET", "/sandbox/aws", "").body());
  }

  /** How often that account's models have answered. */
  static long invocationsOf(String account) {
    long sum = 0;
    for (JsonNode count : state().path("invocations").path(account)) {
      sum += count.asLong();
    }
    return sum;
  }

  /** Sessions that STS gave out for that account. */
  static long sessionsOf(String account) {
    long found = 0;
    for (JsonNode session : state().path("sessions")) {
      found += session.toString().contains(account) ? 1 : 0;
    }
    return found;
  }

  static String allowing(String... actions) {
    if (actions.length == 0) {
      return "";
    }
    String list =
        java.util.Arrays.stream(actions).map(Aws::json).collect(Collectors.joining(",", "[", "]"));
    return """
        {"Version": "2012-10-17",
         "Statement": [{"Effect": "Allow", "Action": %s, "Resource": "*"}]}"""
        .formatted(list);
  }

  static URI endpoint() {
    return ConfigProvider.getConfig().getValue("orgplane.aws.endpoint", URI.class);
  }

  static void put(String state) {
    HttpResponse<String> answer = send("PUT", "/sandbox/aws", state);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  static String random(int length) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    return ThreadLocalRandom.current()
        .ints(length, 0, alphabet.length())
        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
        .collect(Collectors.joining());
  }

  private static String digits(int length) {
    return ThreadLocalRandom.current()
        .ints(length, 2, 10)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining());
  }

  private static HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint().resolve(path))
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String json(Object value) {
    try {
      return value instanceof String text && text.startsWith("{")
          ? text
          : JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The body of a configuration with that credential, from the United States. */
  static Map<String, Object> inTheUs(Map<String, Object> credential) {
    return Map.of("credential", credential, "region", "us-east-1", "inferenceProfile", "us");
  }

  static Map<String, Object> role(Customer customer) {
    return inTheUs(Map.of("kind", "role", "roleArn", customer.roleArn()));
  }

  static Map<String, Object> accessKey(Customer customer) {
    return inTheUs(
        Map.of(
            "kind",
            "access-key",
            "accessKeyId",
            customer.accessKeyId(),
            "secretAccessKey",
            customer.secretAccessKey()));
  }

  static Map<String, Object> apiKey(Customer customer) {
    return inTheUs(Map.of("kind", "bedrock-api-key", "apiKey", customer.apiKey()));
  }
}
