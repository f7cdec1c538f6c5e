package io.orgplane.membership.member;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Whose membership is to change.
 *
 * @param by who wants it, and from where
 * @param seen which state of it they have read; null when they do not say
 */
record Target(
    OrganizationId organization, UserId subject, Caller.User by, @Nullable IfMatch seen) {}
