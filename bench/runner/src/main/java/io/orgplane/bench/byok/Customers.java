package io.orgplane.bench.byok;

import io.orgplane.bench.load.BesideNothing;
import io.orgplane.bench.load.HttpRequests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Organizations that have handed over a role each, all of one AWS account. */
final class Customers {

  static final String ACCOUNT = "424242424242";

  private static final String ORGANIZATION = "00000000-0000-7000-8000-";
  private static final String WORKSPACE = "00000000-0000-7000-9000-";
  private static final int DIGITS = 12;
  private static final String BODY =
      """
      {"organizationId":"%s","workspaceId":"%s"}"""
          .formatted(ORGANIZATION + "0".repeat(DIGITS), WORKSPACE + "0".repeat(DIGITS));

  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"sts:ExternalId": "orgplane-%s"}}}]}""";

  private static final String INVOKE =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Action": "bedrock:InvokeModel*", "Resource": "*"}]}""";

  private final int count;

  Customers(int count) {
    this.count = count;
  }

  private static UUID organization(int number) {
    return UUID.fromString(ORGANIZATION + ("%0" + DIGITS + "d").formatted(number));
  }

  private static UUID workspace(int number) {
    return UUID.fromString(WORKSPACE + ("%0" + DIGITS + "d").formatted(number));
  }

  /** Credentials of each organization in turns, and beside it nothing. */
  BesideNothing.Calls calls(HttpRequests requests) {
    return new BesideNothing.Calls(
        requests.get("/v1/bedrock-credentials/token"),
        requests.post(
            "/v1/bedrock-credentials",
            BODY,
            (request, prefix) -> (int) (request % count),
            DIGITS,
            ORGANIZATION,
            WORKSPACE));
  }

  void settle(Connection database, URI aws) throws SQLException, IOException, InterruptedException {
    for (int number = 0; number < count; number++) {
      settle(database, number);
    }
    String roles =
        IntStream.range(0, count).mapToObj(Customers::role).collect(Collectors.joining(","));
    put(
        aws,
        """
        {"accounts": [{"id": "%s", "name": "Bench"}], "roles": [%s]}"""
            .formatted(ACCOUNT, roles));
  }

  private static void settle(Connection database, int number) throws SQLException {
    UUID organization = organization(number);
    update(
        database,
        "INSERT INTO external_ids (organization_id, external_id) VALUES (?, ?)",
        organization,
        "orgplane-" + organization);
    update(
        database,
        "INSERT INTO workspaces (organization_id, workspace_id, deleted) VALUES (?, ?, false)",
        organization,
        workspace(number));
    update(
        database,
        """
        INSERT INTO configurations (organization_id, version, generation, state, kind, region,
          inference_profile, account_id, role_arn)
        VALUES (?, 1, 1, 'active', 'role', 'us-east-1', 'us', ?, ?)
        """,
        organization,
        ACCOUNT,
        "arn:aws:iam::" + ACCOUNT + ":role/bench-" + number);
  }

  private static String role(int number) {
    return """
        {"accountId": "%s", "name": "bench-%d", "trustPolicy": %s, "policies": [%s]}"""
        .formatted(ACCOUNT, number, TRUST.formatted(organization(number)), INVOKE);
  }

  private static void put(URI aws, String state) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(aws.resolve("/sandbox/aws"))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(state))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
    }
  }

  private static void update(Connection database, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      statement.executeUpdate();
    }
  }
}
