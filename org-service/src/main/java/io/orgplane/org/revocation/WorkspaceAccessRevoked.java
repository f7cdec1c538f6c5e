package io.orgplane.org.revocation;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import java.util.List;
import java.util.UUID;

/** The workspaces that a removed member has been dropped from here. */
record WorkspaceAccessRevoked(
    OrganizationId organizationId, UUID revocationId, UserId userId, List<WorkspaceId> workspaceIds)
    implements DomainEvent {}
