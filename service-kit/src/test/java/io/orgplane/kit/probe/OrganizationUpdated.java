package io.orgplane.kit.probe;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;

public record OrganizationUpdated(
    OrganizationId organizationId, String name, String description, long version)
    implements DomainEvent {}
