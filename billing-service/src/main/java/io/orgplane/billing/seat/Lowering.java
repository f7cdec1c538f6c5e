package io.orgplane.billing.seat;

import org.jspecify.annotations.Nullable;

/**
 * Fewer seats are to be billed from the next period on. The gate goes first: it is asked to go down
 * to the cap, answers the one that it has reached (never below the members in it), and that is
 * billed.
 *
 * @param version of the entitlement by which it was asked; 0 until it has been counted
 * @param applied what the gate has answered; none while it has not
 */
public record Lowering(int cap, long version, @Nullable Integer applied) {

  public static Lowering to(int cap) {
    return new Lowering(cap, 0, null);
  }

  public Lowering asked(long byVersion) {
    return new Lowering(cap, byVersion, applied);
  }

  public Lowering answered(int reached) {
    return new Lowering(cap, version, reached);
  }

  /** What the gate may enforce by now. */
  int reached() {
    return applied == null ? cap : applied;
  }
}
