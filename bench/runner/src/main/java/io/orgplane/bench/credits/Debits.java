package io.orgplane.bench.credits;

import io.orgplane.bench.load.HttpRequests;
import io.orgplane.bench.load.Requests;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Debits of a thousandth of a credit each; no two have the same id. */
final class Debits {

  private final HttpRequests requests;
  private long ids;

  Debits(HttpRequests requests) {
    this.requests = requests;
  }

  /** One in each request, the organizations taking turns. */
  Requests single(List<UUID> organizations) {
    return requests.post(
        "/v1/usage", number -> record(organizations.get((int) (number % organizations.size()))));
  }

  /** Many in each request. */
  Requests batch(UUID organization, int size) {
    return requests.post("/v1/usage/batch", number -> records(organization, size));
  }

  String record(UUID organization) {
    return "{\"id\":\"b-"
        + ++ids
        + "\",\"organizationId\":\""
        + organization
        + "\",\"workspaceId\":\""
        + organization
        + "\",\"kind\":\"operation\",\"credits\":0.001}";
  }

  private String records(UUID organization, int size) {
    return IntStream.range(0, size)
        .mapToObj(each -> record(organization))
        .collect(Collectors.joining(",", "{\"records\":[", "]}"));
  }
}
