package io.orgplane.membership.access;

import io.orgplane.kit.access.Permission;
import org.jspecify.annotations.Nullable;

/**
 * One question: may this person do that here.
 *
 * @param minimumVersion of the memberships that the answer has to be based on; null for any
 */
record AccessCheck(Concern about, Permission permission, @Nullable Long minimumVersion) {}
