package io.orgplane.membership.seat;

import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * The gate enforces the cap of an entitlement from here on.
 *
 * @param cap null when there is no limit
 */
record SeatCapApplied(
    OrganizationId organizationId, @Nullable Integer cap, long entitlementVersion, int activeCount)
    implements DomainEvent {}
