package io.orgplane.billing.seat;

import org.jspecify.annotations.Nullable;

/**
 * The seats of a subscription.
 *
 * @param purchased the quantity that is billed
 * @param committed the part that was bought on purpose
 * @param ceiling the most that auto-expand may buy; none is without limit
 */
public record Seats(int purchased, int committed, SeatPolicy policy, @Nullable Integer ceiling) {

  /** One seat that never grows: a free plan's. */
  public static final Seats ONE = new Seats(1, 1, SeatPolicy.FIXED, null);

  public Seats {
    if (policy == SeatPolicy.FIXED && ceiling != null) {
      throw new IllegalArgumentException("only seats that expand have a ceiling");
    }
  }

  /** Seats that were just bought: they expand by themselves until their Owner says otherwise. */
  public static Seats bought(int quantity) {
    return new Seats(quantity, quantity, SeatPolicy.AUTO_EXPAND, null);
  }

  /** The most active members that the seat gate may let in; none is without limit. */
  public @Nullable Integer cap() {
    return switch (policy) {
      case FIXED -> purchased;
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

  public Seats withPurchased(int quantity) {
    return new Seats(quantity, Math.min(committed, quantity), policy, ceiling);
  }

  public Seats withCommitted(int quantity) {
    return new Seats(purchased, quantity, policy, ceiling);
  }

  public Seats withPolicy(SeatPolicy wanted, @Nullable Integer newCeiling) {
    return new Seats(purchased, committed, wanted, newCeiling);
  }
}
