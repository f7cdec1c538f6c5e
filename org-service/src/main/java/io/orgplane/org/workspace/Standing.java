package io.orgplane.org.workspace;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import io.orgplane.org.entitlement.Entitlement;
import io.orgplane.org.organization.OrganizationProblem.ReadOnly;
import io.orgplane.org.workspace.WorkspaceProblem.LimitReached;
import io.orgplane.org.workspace.WorkspaceProblem.NameTaken;
import java.time.Instant;

/** What a new workspace is measured against: what is there, and what is allowed. */
record Standing(OrganizationId organization, Entitlement entitlement, long workspaces) {

  /** What is wanted. */
  record Wanted(Name name, Description description, CloudProvider cloudProvider) {}

  /** Whether the plan allows one more now. */
  boolean admits() {
    return !entitlement.readOnly() && entitlement.allowsWorkspaceBeside(workspaces);
  }

  /**
   * The new workspace.
   *
   * @throws ReadOnly when nothing may be changed
   * @throws LimitReached when the plan is used up
   * @throws NameTaken when there is one of that name
   */
  Workspace open(Wanted wanted, boolean nameTaken, Instant now) {
    if (entitlement.readOnly()) {
      throw new ReadOnly();
    }
    if (!entitlement.allowsWorkspaceBeside(workspaces)) {
      throw new LimitReached(workspaces, entitlement.plan());
    }
    if (nameTaken) {
      throw new NameTaken();
    }
    return new Workspace(
        organization,
        WorkspaceId.next(),
        wanted.name(),
        wanted.description(),
        wanted.cloudProvider(),
        workspaces == 0,
        now,
        Workspace.FIRST_VERSION);
  }
}
