package io.orgplane.org.entitlement;

import org.jspecify.annotations.Nullable;

/**
 * What an organization may do.
 *
 * @param version of billing's count; -1 until billing has spoken
 * @param readOnly whether nothing may be changed in it
 * @param workspaceLimit null when there is none
 * @param seatCap the most active members that there may be; null when there is no such limit
 */
public record Entitlement(
    long version,
    String plan,
    boolean readOnly,
    @Nullable Integer workspaceLimit,
    int seatsPurchased,
    @Nullable Integer seatCap) {

  static final long UNSPOKEN = -1;

  /** Whether one more fits beside so many. */
  public boolean allowsWorkspaceBeside(long workspaces) {
    return workspaceLimit == null || workspaces < workspaceLimit;
  }
}
