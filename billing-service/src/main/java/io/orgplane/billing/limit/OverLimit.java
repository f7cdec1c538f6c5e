package io.orgplane.billing.limit;

/**
 * One thing of which there is more than there may be.
 *
 * @param what members, workspaces, byok or sso
 * @param limit 0 where the plan does not have it at all
 */
public record OverLimit(String what, int used, int limit) {}
