package io.orgplane.org.auditlog;

import io.orgplane.kit.audit.AuditEntry;
import java.time.Instant;
import java.util.UUID;

/**
 * A change on its way into the feed.
 *
 * @param id of the entry; for one that came as an event, the event's
 * @param occurredAt when the change was made
 * @param service in which
 */
record RecordedChange(UUID id, Instant occurredAt, String service, AuditEntry entry) {}
