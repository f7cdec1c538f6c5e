package io.orgplane.org.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;

/** What happens to a workspace. */
sealed interface WorkspaceEvent extends DomainEvent {

  /** It can be assigned from now on. */
  record WorkspaceCreated(
      OrganizationId organizationId,
      WorkspaceId workspaceId,
      Name name,
      CloudProvider cloudProvider,
      @JsonProperty("default") boolean standard,
      UserId createdBy)
      implements WorkspaceEvent {}

  /** Both as they are now. */
  record WorkspaceUpdated(
      OrganizationId organizationId, WorkspaceId workspaceId, Name name, Description description)
      implements WorkspaceEvent {}

  /** Assignments to it are void. */
  record WorkspaceDeleted(OrganizationId organizationId, WorkspaceId workspaceId, UserId deletedBy)
      implements WorkspaceEvent {}
}
