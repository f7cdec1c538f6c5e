package io.orgplane.kit.audit;

import io.orgplane.kit.event.EventsConfig;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.tx.Tx;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends each entry to org-service by the outbox; org-service itself writes into its feed. */
@DefaultBean
@ApplicationScoped
class TravellingAuditTrail implements AuditTrail {

  private final Outbox outbox;
  private final String service;

  TravellingAuditTrail(Outbox outbox, EventsConfig config) {
    this.outbox = outbox;
    this.service = config.service();
  }

  @Override
  public Uni<Void> record(Tx tx, AuditEntry entry) {
    return outbox.append(
        tx,
        new AuditRecorded(
            entry.organization(),
            entry.actor(),
            service,
            entry.action(),
            entry.subject(),
            entry.before(),
            entry.after()));
  }
}
