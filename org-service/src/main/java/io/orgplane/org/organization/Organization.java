package io.orgplane.org.organization;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Edit;
import io.orgplane.org.edit.Name;
import io.orgplane.org.organization.OrganizationEvent.OrganizationDeleted;
import io.orgplane.org.organization.OrganizationEvent.OrganizationUpdated;
import java.time.Instant;
import java.util.Optional;

/**
 * An organization: the tenant.
 *
 * @param personal whether its creator got it by signing up
 * @param version counts the edits of name and description
 */
public record Organization(
    OrganizationId id,
    Name name,
    Description description,
    OrganizationStatus status,
    boolean personal,
    UserId createdBy,
    Instant createdAt,
    long version) {

  private static final long FIRST_VERSION = 1;

  /** A new one. It is usable by its Owner at once, and active when every service has it. */
  public static Organization founded(
      Name name, Description description, boolean personal, UserId founder, Instant now) {
    return new Organization(
        OrganizationId.next(),
        name,
        description,
        OrganizationStatus.PROVISIONING,
        personal,
        founder,
        now,
        FIRST_VERSION);
  }

  /** What the edit makes of it; empty when everything is so already. */
  Optional<Edited> edit(Edit edit) {
    edit.onlyIf().require(version);
    Organization edited =
        new Organization(
            id,
            edit.nameInsteadOf(name),
            edit.descriptionInsteadOf(description),
            status,
            personal,
            createdBy,
            createdAt,
            version + 1);
    boolean changes = !edited.name.equals(name) || !edited.description.equals(description);
    return changes
        ? Optional.of(
            new Edited(
                edited,
                new OrganizationUpdated(id, edited.name, edited.description, edited.version)))
        : Optional.empty();
  }

  OrganizationDeleted delete(UserId by) {
    return new OrganizationDeleted(id, by);
  }

  /** As the audit feed names it. */
  AuditEntry.Subject subject() {
    return new AuditEntry.Subject("organization", id.toString(), name.value());
  }

  /** How it is after an edit, and the event that tells of it. */
  record Edited(Organization organization, OrganizationUpdated event) {}
}
