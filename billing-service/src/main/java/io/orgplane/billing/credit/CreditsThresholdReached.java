package io.orgplane.billing.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * So much of a period's credits is used up; told once a period for each percentage.
 *
 * @param remaining in all buckets
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CreditsThresholdReached(
    OrganizationId organizationId,
    int threshold,
    Instant periodStart,
    Instant periodEnd,
    Credits granted,
    Credits used,
    Credits remaining,
    @Nullable Instant nextGrantAt)
    implements DomainEvent {}
