package io.orgplane.org.workspace;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Edit;
import io.orgplane.org.edit.Name;
import io.orgplane.org.edit.Wording;
import io.orgplane.org.workspace.WorkspaceEvent.WorkspaceCreated;
import io.orgplane.org.workspace.WorkspaceEvent.WorkspaceDeleted;
import io.orgplane.org.workspace.WorkspaceEvent.WorkspaceUpdated;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A workspace of an organization.
 *
 * @param standard whether it is the organization's default; the first is, and when that one is
 *     deleted the oldest that remains
 * @param version counts the edits of name and description
 */
record Workspace(
    OrganizationId organization,
    WorkspaceId id,
    Name name,
    Description description,
    CloudProvider cloudProvider,
    boolean standard,
    Instant createdAt,
    long version) {

  static final long FIRST_VERSION = 1;

  /** What the edit makes of it; empty when everything is so already. */
  Optional<Edited> edit(Edit edit) {
    edit.onlyIf().require(version);
    Workspace edited =
        new Workspace(
            organization,
            id,
            edit.nameInsteadOf(name),
            edit.descriptionInsteadOf(description),
            cloudProvider,
            standard,
            createdAt,
            version + 1);
    boolean changes = !edited.name.equals(name) || !edited.description.equals(description);
    return changes
        ? Optional.of(
            new Edited(
                edited, new WorkspaceUpdated(organization, id, edited.name, edited.description)))
        : Optional.empty();
  }

  WorkspaceCreated created(UserId by) {
    return new WorkspaceCreated(organization, id, name, cloudProvider, standard, by);
  }

  WorkspaceDeleted deleted(UserId by) {
    return new WorkspaceDeleted(organization, id, by);
  }

  /** As the audit feed names it. */
  AuditEntry.Subject subject() {
    return new AuditEntry.Subject("workspace", id.toString(), name.value());
  }

  Wording wording() {
    return new Wording(name, description);
  }

  /** All that the audit feed tells of one that comes or goes. */
  Map<String, Object> facts() {
    return Map.of(
        "name", name,
        "description", description,
        "cloudProvider", cloudProvider,
        "default", standard);
  }

  /** How it is after an edit, and the event that tells of it. */
  record Edited(Workspace workspace, WorkspaceUpdated event) {}
}
