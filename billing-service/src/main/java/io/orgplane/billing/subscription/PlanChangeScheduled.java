package io.orgplane.billing.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.limit.OverLimit;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** At the next renewal it is to become less, and this would then be too much. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PlanChangeScheduled(
    OrganizationId organizationId,
    long version,
    String plan,
    Interval interval,
    @Nullable Integer seats,
    Instant effectiveAt,
    List<OverLimit> overLimit)
    implements DomainEvent {}
