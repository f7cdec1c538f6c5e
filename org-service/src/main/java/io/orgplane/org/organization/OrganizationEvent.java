package io.orgplane.org.organization;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import java.time.Instant;

/** What happens to an organization. */
sealed interface OrganizationEvent extends DomainEvent {

  /** It names the Owner, so that every service can serve them as soon as it hears of it. */
  record OrganizationCreated(
      OrganizationId organizationId,
      Name name,
      Description description,
      boolean personal,
      UserId ownerId,
      String ownerEmail,
      String ownerName,
      Instant createdAt)
      implements OrganizationEvent {}

  /** Both as they are now. */
  record OrganizationUpdated(
      OrganizationId organizationId, Name name, Description description, long version)
      implements OrganizationEvent {}

  /** The last event of an organization. */
  record OrganizationDeleted(OrganizationId organizationId, UserId deletedBy)
      implements OrganizationEvent {}
}
