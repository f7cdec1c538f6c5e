package io.orgplane.kit.event;

import io.orgplane.kit.id.OrganizationId;

/**
 * Something that happened, as it is told to others: a record whose JSON is the event's payload. Its
 * type is the name of the class in kebab-case, so {@code MemberActivated} is {@code
 * member-activated}; the schema of that name in contracts/ binds it.
 */
public interface DomainEvent {

  /** Whom it concerns; the key in Kafka, within which order is kept. */
  OrganizationId organizationId();
}
