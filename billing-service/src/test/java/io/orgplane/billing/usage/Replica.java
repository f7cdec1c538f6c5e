package io.orgplane.billing.usage;

import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.billing.credit.CreditsAt;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.validation.Validator;
import java.time.Instant;

/** One more instance of the service, as far as credits are concerned, with a clock of its own. */
final class Replica {

  final MovedClock clock;
  final CreditsAt credits;
  final UsageIntake intake;
  private final Transactions transactions = bean(Transactions.class);
  private final Combiner combiner;

  Replica(MovedClock clock) {
    this.clock = clock;
    this.credits = new CreditsAt(clock);
    Bookkeeping books =
        new Bookkeeping(
            credits.pools(),
            new UsageRecords(
                bean(UsageMonths.class), bean(UsageDays.class), bean(Outbox.class), clock),
            bean(Reservations.class),
            bean(RefusedUsage.class),
            bean(ByokStates.class),
            clock);
    this.combiner =
        new Combiner(
            transactions,
            books,
            bean(CombinerConfig.class),
            bean(Vertx.class),
            bean(MeterRegistry.class));
    ReportReading reading = new ReportReading(bean(Validator.class), clock);
    this.intake =
        new UsageIntake(
            new UsageEvents(books, reading, bean(TooLateUsage.class)),
            reading,
            combiner,
            bean(TooLateUsage.class));
  }

  <R> Uni<R> decide(OrganizationId organization, Deed<R> deed) {
    return combiner.decide(organization, deed);
  }

  Uni<Void> byok(OrganizationId organization, boolean active, long version, Instant since) {
    ByokStates states = bean(ByokStates.class);
    return transactions.in(
        organization, tx -> states.keep(tx, organization, active, version, since));
  }

  private static <T> T bean(Class<T> type) {
    return Arc.container().instance(type).get();
  }
}
