package io.orgplane.org.auditlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditRecorded;
import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Hears what was changed in the other three services. Also for an organization that has been
 * deleted meanwhile: what happened in it happened.
 */
@ApplicationScoped
class AuditConsumer implements EventConsumer {

  private final Feeds feeds;
  private final Clock clock;
  private final Timer delay;

  AuditConsumer(Feeds feeds, Clock clock, MeterRegistry registry) {
    this.feeds = feeds;
    this.clock = clock;
    this.delay =
        Timer.builder("orgplane.audit.delay")
            .description("From a change in another service until it is in the audit feed")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  @Override
  public String name() {
    return "audit-log";
  }

  @Override
  public void listen(Listening to) {
    to.event(AuditRecorded.class, this::keep);
  }

  private Uni<Void> keep(Tx tx, Received<AuditRecorded> event) {
    return feeds
        .append(tx, change(event))
        .invoke(() -> delay.record(Duration.between(event.time(), clock.instant())));
  }

  private static RecordedChange change(Received<AuditRecorded> event) {
    AuditRecorded told = event.payload();
    return new RecordedChange(
        event.id(),
        event.time(),
        told.service(),
        new AuditEntry(
            event.organization(),
            told.actor(),
            told.action(),
            told.subject(),
            told.before(),
            told.after()));
  }
}
