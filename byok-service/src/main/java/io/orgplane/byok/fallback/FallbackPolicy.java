package io.orgplane.byok.fallback;

import io.orgplane.kit.id.WorkspaceId;
import java.util.Map;

/**
 * An organization's rule.
 *
 * @param version counts its changes; 0 is the strict one that everybody begins with
 * @param policy of every workspace that has none of its own
 * @param enforced the Owner's lock: what workspaces have of their own is kept but does not count
 */
record FallbackPolicy(
    long version, Policy policy, boolean enforced, Map<WorkspaceId, Policy> workspaces) {

  static final FallbackPolicy STRICT = new FallbackPolicy(0, Policy.STRICT, false, Map.of());

  FallbackPolicy {
    workspaces = Map.copyOf(workspaces);
  }

  Policy of(WorkspaceId workspace) {
    return enforced ? policy : workspaces.getOrDefault(workspace, policy);
  }

  boolean saysTheSameAs(FallbackPolicy other) {
    return policy == other.policy
        && enforced == other.enforced
        && workspaces.equals(other.workspaces);
  }
}
