package io.orgplane.billing.seat;

import org.jspecify.annotations.Nullable;

/**
 * The seats of a subscription.
 *
 * @param purchased the quantity that is billed
 * @param committed the part that was bought on purpose
 * @param ceiling the most that auto-expand may buy; none is without limit
 * @param lowering the way down that has been begun; none mostly
 */
public record Seats(
    int purchased,
    int committed,
    SeatPolicy policy,
    @Nullable Integer ceiling,
    @Nullable Lowering lowering) {

  /** One seat that never grows: a free plan's. */
  public static final Seats ONE = new Seats(1, 1, SeatPolicy.FIXED, null, null);

  public Seats {
    if (policy == SeatPolicy.FIXED && ceiling != null) {
      throw new IllegalArgumentException("only seats that expand have a ceiling");
    }
  }

  /** Seats that were just bought: they expand by themselves until their Owner says otherwise. */
  public static Seats bought(int quantity) {
    return new Seats(quantity, quantity, SeatPolicy.AUTO_EXPAND, null, null);
  }

  /** The most active members that the seat gate may let in; none is without limit. */
  public @Nullable Integer cap() {
    return switch (policy) {
      case FIXED -> lowering == null ? purchased : Math.min(purchased, lowering.reached());
      case AUTO_EXPAND -> ceiling == null ? null : Integer.valueOf(Math.max(ceiling, purchased));
    };
  }

  /** The quantity that this many active members need: never less than is paid already. */
  public int needed(int active) {
    return switch (policy) {
      case FIXED -> purchased;
      case AUTO_EXPAND -> Math.max(purchased, ceiling == null ? active : Math.min(active, ceiling));
    };
  }

  /** What the provider bills. A way down that has been gone to its end is no longer one. */
  public Seats withPurchased(int quantity) {
    boolean arrived = lowering != null && quantity <= lowering.reached();
    return new Seats(
        quantity, Math.min(committed, quantity), policy, ceiling, arrived ? null : lowering);
  }

  public Seats withCommitted(int quantity) {
    return new Seats(purchased, quantity, policy, ceiling, lowering);
  }

  /** Seats that expand have no cap that could be lowered before they are fixed again. */
  public Seats withPolicy(SeatPolicy wanted, @Nullable Integer newCeiling) {
    return new Seats(
        purchased, committed, wanted, newCeiling, wanted == SeatPolicy.FIXED ? lowering : null);
  }

  public Seats withLowering(@Nullable Lowering wanted) {
    return new Seats(purchased, committed, policy, ceiling, wanted);
  }
}
