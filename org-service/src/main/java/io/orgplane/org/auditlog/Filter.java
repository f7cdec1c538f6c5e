package io.orgplane.org.auditlog;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null is any.
 *
 * @param from the first moment, by when a change was made
 * @param to the moment before which
 */
record Filter(
    @QueryParam("actor")
        @Size(max = 255)
        @Parameter(
            description = "The id of who did it: a user id, a client id, or the name of a job")
        @Nullable String actor,
    @QueryParam("action")
        @Size(max = 64)
        @Parameter(description = "What was done, such as `workspace-created`")
        @Nullable String action,
    @QueryParam("subject") @Size(max = 320) @Parameter(description = "The id of what was changed")
        @Nullable String subject,
    @QueryParam("from") @Parameter(description = "Changes made at this time or later, RFC 3339")
        @Nullable Moment from,
    @QueryParam("to") @Parameter(description = "Changes made before this time, RFC 3339")
        @Nullable Moment to) {}
