package io.orgplane.membership.access;

import io.orgplane.kit.access.Permission;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** One question: may this person do that here. */
record AccessCheck(
    UserId user,
    OrganizationId organization,
    @Nullable WorkspaceId workspace,
    Permission permission) {}
