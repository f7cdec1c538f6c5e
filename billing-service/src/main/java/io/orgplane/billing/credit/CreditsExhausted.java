package io.orgplane.billing.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.kit.event.DomainEvent;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something was refused for want of credits, for the first time since the last grant. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CreditsExhausted(OrganizationId organizationId, @Nullable Instant nextGrantAt)
    implements DomainEvent {}
