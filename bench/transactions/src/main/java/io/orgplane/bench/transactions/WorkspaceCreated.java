package io.orgplane.bench.transactions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;

/** An event of the catalogue, so that its size is one that occurs. */
record WorkspaceCreated(
    OrganizationId organizationId,
    WorkspaceId workspaceId,
    String name,
    String cloudProvider,
    @JsonProperty("default") boolean isDefault,
    UserId createdBy)
    implements DomainEvent {}
