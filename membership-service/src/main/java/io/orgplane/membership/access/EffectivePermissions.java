package io.orgplane.membership.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do in a place.
 *
 * @param role in the organization; null for somebody who is not in it
 * @param workspaceRole in the workspace asked about; absent without one, or where they have none
 * @param permissions by their names in the permission matrix, in the order of the alphabet
 * @param membershipVersion of the organization's memberships, at which this was so
 */
record EffectivePermissions(
    @Nullable String role,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String workspaceRole,
    List<String> permissions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long membershipVersion) {}
