package io.orgplane.bench.credits;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** Clients that want three times what there is. */
final class Overspending {

  private static final int THERE = 1_000;
  private static final int WANTED = 3 * THERE;
  private static final int CREATED = 201;
  private static final int EXHAUSTED = 402;

  private final Billing billing;
  private final Debits debits;
  private final String token;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  Overspending(Billing billing, Debits debits, String token) {
    this.billing = billing;
    this.debits = debits;
    this.token = token;
    this.address = billing.origin().resolve("/v1/usage");
  }

  /**
   * What came of it, in thousandths of a credit.
   *
   * @param admitted by its answers
   * @param recorded in the database
   */
  record Found(long admitted, long recorded) {

    /** Neither one too many nor one too few. */
    boolean isExact() {
      return admitted == THERE && recorded == THERE;
    }

    @Override
    public String toString() {
      return "%d of %d admitted and %d recorded where %d were there"
          .formatted(admitted, WANTED, recorded, THERE);
    }
  }

  Found by(int clients) throws SQLException {
    UUID small = billing.organizations(1, THERE).getFirst();
    Semaphore free = new Semaphore(clients);
    var asked = IntStream.range(0, WANTED).mapToObj(i -> ask(small, free)).toList();
    long admitted = asked.stream().filter(each -> each.join() == CREATED).count();
    long refused = asked.stream().filter(each -> each.join() == EXHAUSTED).count();
    if (admitted + refused != WANTED) {
      throw new IllegalStateException(
          "%d answers were neither".formatted(WANTED - admitted - refused));
    }
    return new Found(
        admitted,
        billing.number(
            "SELECT coalesce(sum(credits), 0) FROM usage_records WHERE organization_id = '"
                + small
                + "'"));
  }

  private CompletableFuture<Integer> ask(UUID organization, Semaphore free) {
    free.acquireUninterruptibly();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(debits.record(organization)))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .whenComplete((answer, failure) -> free.release())
        .thenApply(HttpResponse::statusCode);
  }
}
