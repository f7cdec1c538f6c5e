package io.orgplane.org.auditlog;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.EventsConfig;
import io.orgplane.kit.id.Ids;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** This service keeps the feed, so what happens in it goes there without a detour. */
@ApplicationScoped
class OwnAuditTrail implements AuditTrail {

  private final Feeds feeds;
  private final Clock clock;
  private final String service;

  OwnAuditTrail(Feeds feeds, Clock clock, EventsConfig config) {
    this.feeds = feeds;
    this.clock = clock;
    this.service = config.service();
  }

  @Override
  public Uni<Void> record(Tx tx, AuditEntry entry) {
    return feeds.append(tx, new RecordedChange(Ids.next(), clock.instant(), service, entry));
  }
}
