package io.orgplane.membership.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param role in the organization; null for somebody who is not in it
 * @param workspaceRole in the workspace asked about; absent without one
 * @param reason {@code granted}, or why not
 * @param membershipVersion of the organization's memberships, at which this was so
 */
record AccessDecision(
    boolean allowed,
    @Nullable String role,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String workspaceRole,
    String reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long membershipVersion) {}
