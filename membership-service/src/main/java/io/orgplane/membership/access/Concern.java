package io.orgplane.membership.access;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Whom a question is about, and where. */
record Concern(UserId user, OrganizationId organization, @Nullable WorkspaceId workspace) {}
