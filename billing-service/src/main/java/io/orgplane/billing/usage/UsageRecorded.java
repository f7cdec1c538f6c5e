package io.orgplane.billing.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Usage is in the books. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UsageRecorded(
    OrganizationId organizationId,
    String usageId,
    WorkspaceId workspaceId,
    @Nullable UserId userId,
    String kind,
    Credits credits,
    Source source,
    Credits remaining)
    implements DomainEvent {

  static UsageRecorded of(OrganizationId organization, UsageOutcome.Recorded recorded) {
    Usage usage = recorded.usage();
    return new UsageRecorded(
        organization,
        usage.id(),
        usage.workspace(),
        usage.user(),
        usage.kind(),
        usage.credits(),
        recorded.source(),
        recorded.remaining());
  }
}
