package io.orgplane.billing.closing;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Drops what closed accounts have used, a bounded part of it in each transaction: rows of a table,
 * or a day of records, by which they are found. An account without any left is done with.
 */
@ApplicationScoped
class ForgettingUsage {

  private static final Logger LOG = Logger.getLogger(ForgettingUsage.class);
  private static final int ACCOUNTS = 20;
  private static final int ROWS = 5_000;
  private static final int DAYS = 31;

  /** Those that refer to others go first. */
  private static final List<String> TABLES =
      List.of(
          "reservation_holds",
          "reservations",
          "refused_usage",
          "usage_requests",
          "byok_changes",
          "byok_states");

  private static final String SOME_OF =
      """
      DELETE FROM %1$s WHERE organization_id = $1
        AND ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE organization_id = $1 LIMIT $2))
      """;

  private static final String USED_ON =
      "SELECT DISTINCT day FROM usage_days WHERE organization_id = $1 ORDER BY day LIMIT $2";

  private static final String RECORDS =
      """
      DELETE FROM usage_records
      WHERE organization_id = $1 AND occurred_at >= $2 AND occurred_at < $3
      """;

  private static final String DAY =
      "DELETE FROM usage_days WHERE organization_id = $1 AND day = $2";

  private final Transactions transactions;
  private final ClosedAccounts closed;
  private final Clock clock;

  ForgettingUsage(Transactions transactions, ClosedAccounts closed, Clock clock) {
    this.transactions = transactions;
    this.closed = closed;
    this.clock = clock;
  }

  @Scheduled(every = "1s", delayed = "4s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return transactions
        .acrossOrganizations(tx -> closed.toForget(tx, ACCOUNTS))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(this::forget)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> forget(OrganizationId organization) {
    return someOfEach(organization)
        .chain(rows -> someDays(organization).map(days -> rows + days))
        .chain(gone -> gone > 0 ? Uni.createFrom().voidItem() : done(organization))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("%s is not forgotten yet: %s", organization, failure.getMessage());
              return null;
            });
  }

  private Uni<Integer> someOfEach(OrganizationId organization) {
    return Multi.createFrom()
        .iterable(TABLES)
        .onItem()
        .transformToUniAndConcatenate(table -> someOf(organization, table))
        .collect()
        .with(Collectors.summingInt(Integer::intValue));
  }

  private Uni<Integer> someOf(OrganizationId organization, String table) {
    return transactions.in(
        organization, tx -> tx.execute(SOME_OF.formatted(table), organization, ROWS));
  }

  private Uni<Integer> someDays(OrganizationId organization) {
    return transactions
        .in(
            organization,
            tx -> tx.list(USED_ON, row -> row.getLocalDate("day"), organization, DAYS))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(day -> aDay(organization, day))
        .collect()
        .with(Collectors.summingInt(Integer::intValue));
  }

  /** Its sums go with its records: as long as they are there, it is found again. */
  private Uni<Integer> aDay(OrganizationId organization, LocalDate day) {
    return transactions.in(
        organization,
        tx ->
            tx.execute(RECORDS, organization, midnight(day), midnight(day.plusDays(1)))
                .chain(() -> tx.execute(DAY, organization, day)));
  }

  private static OffsetDateTime midnight(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private Uni<Void> done(OrganizationId organization) {
    return transactions.in(organization, tx -> closed.forgotten(tx, organization, clock.instant()));
  }
}
