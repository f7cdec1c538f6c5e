package io.orgplane.kit.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry on its way to org-service, which keeps the feed.
 *
 * @param service in which the change was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditRecorded(
    OrganizationId organizationId,
    Actor actor,
    String service,
    String action,
    Subject subject,
    @Nullable Map<String, ?> before,
    @Nullable Map<String, ?> after)
    implements DomainEvent {}
