package io.orgplane.billing.catalogue;

import io.orgplane.billing.amount.Credits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan of one catalogue version.
 *
 * @param sale how one gets it
 * @param prices minor units per seat per month, by how often it is billed; none when by agreement
 * @param creditsPerSeat for a month; none when by agreement
 * @param dailyCredits none is without limit
 * @param workspaces none is without limit
 * @param members the most members; none is by seats
 * @param trial none when it cannot be tried
 */
public record Plan(
    String name,
    Sale sale,
    Map<Interval, Long> prices,
    @Nullable Credits creditsPerSeat,
    @Nullable Credits dailyCredits,
    @Nullable Integer workspaces,
    @Nullable Integer members,
    int minimumSeats,
    int rolloverMonths,
    List<String> features,
    @Nullable Trial trial) {

  public Plan {
    prices = Collections.unmodifiableMap(new TreeMap<>(prices));
    features = List.copyOf(features);
  }

  /** How one gets a plan. */
  public enum Sale {
    FREE,
    CHECKOUT,
    AGREEMENT
  }

  /** A time for which it costs nothing. */
  public record Trial(int days, boolean cardRequired) {}

  /** Minor units for one seat on one bill; empty when it is not sold that way. */
  public Optional<Long> unitAmount(Interval interval) {
    return Optional.ofNullable(prices.get(interval)).map(monthly -> monthly * interval.months());
  }

  /** What each seat brings a month; nothing where it is agreed on elsewhere. */
  public Credits allocation() {
    return creditsPerSeat == null ? Credits.NONE : creditsPerSeat;
  }

  public boolean isBought() {
    return sale == Sale.CHECKOUT;
  }
}
