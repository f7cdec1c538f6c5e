package io.orgplane.billing.usage;

import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.tx.Owned;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The partitions of usage, one a month. A job makes the next ones beforehand; one that is missing
 * all the same, because usage is old or the clock has leapt, is made when it is needed. What is
 * older than is kept is dropped by the month.
 */
@ApplicationScoped
class UsageMonths {

  private static final String MAKE = "SELECT usage_month($1) AS there";
  private static final int AHEAD = 3;

  private static final String DROP = "SELECT usage_months_gone($1) AS gone";
  private static final Logger LOG = Logger.getLogger(UsageMonths.class);

  private final Transactions transactions;
  private final UsageConfig config;
  private final Clock clock;
  private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

  UsageMonths(Transactions transactions, UsageConfig config, Clock clock) {
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** So that every one of them has its place. */
  Uni<Void> ensure(Tx tx, List<Owned<Recorded>> records) {
    List<YearMonth> missing =
        records.stream()
            .map(each -> month(each.value().usage().occurredAt()))
            .distinct()
            .filter(month -> !known.contains(month))
            .toList();
    return missing.isEmpty() ? Uni.createFrom().voidItem() : makeAll(tx, missing);
  }

  @Scheduled(every = "1h", delayed = "2s")
  Uni<Void> makeNext() {
    YearMonth now = month(clock.instant());
    List<YearMonth> next = IntStream.rangeClosed(0, AHEAD).mapToObj(now::plusMonths).toList();
    return transactions.acrossOrganizations(tx -> makeAll(tx, next));
  }

  /** A month goes as one, when its last record is older than what is kept. */
  @Scheduled(every = "24h", delayed = "10m")
  Uni<Void> dropOldest() {
    Instant before = clock.instant().minus(config.retention());
    return transactions
        .acrossOrganizations(tx -> tx.one(DROP, row -> row.getInteger("gone"), before))
        .invoke(gone -> forget(gone, before))
        .replaceWithVoid();
  }

  private void forget(int gone, Instant before) {
    if (gone > 0) {
      known.removeIf(month -> month.isBefore(month(before)));
      LOG.infof("%d months of usage from before %s are gone", gone, before);
    }
  }

  private Uni<Void> makeAll(Tx tx, List<YearMonth> months) {
    return Multi.createFrom()
        .iterable(months)
        .onItem()
        .transformToUniAndConcatenate(month -> make(tx, month))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Only one that was there before is known: a new one goes again if this transaction does. */
  private Uni<Boolean> make(Tx tx, YearMonth month) {
    return tx.one(MAKE, row -> row.getBoolean("there"), begin(month))
        .invoke(there -> note(month, there));
  }

  private void note(YearMonth month, boolean there) {
    if (there) {
      known.add(month);
    }
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static YearMonth month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }
}
