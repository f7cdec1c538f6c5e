package io.orgplane.sandbox.stripe.catalogue;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** How often a recurring price is paid. */
public record Interval(String unit, int count) {

  public static Interval of(Arguments recurring) {
    long count = recurring.integer("interval_count", 1);
    if (count < 1 || count > 36) {
      throw ApiError.invalid(
          "parameter_invalid_integer",
          "An interval count is at least 1 and at most three years.",
          recurring.nameOf("interval_count"));
    }
    return new Interval(recurring.require("interval"), (int) count);
  }

  /**
   * The end of the first period after {@code from}, counted from the anchor. Counting from the
   * anchor and not from the last end is what brings a subscription of 31 January back to the 31st
   * in March, as <a href="https://docs.stripe.com/billing/subscriptions/billing-cycle">Stripe's
   * billing cycle</a> does.
   */
  public long endAfter(long anchor, long from) {
    ZonedDateTime start = Instant.ofEpochSecond(anchor).atZone(ZoneOffset.UTC);
    long periods = 1;
    while (plus(start, periods).toEpochSecond() <= from) {
      periods++;
    }
    return plus(start, periods).toEpochSecond();
  }

  private ZonedDateTime plus(ZonedDateTime start, long periods) {
    long units = periods * count;
    return switch (unit) {
      case "day" -> start.plusDays(units);
      case "week" -> start.plusWeeks(units);
      case "month" -> start.plusMonths(units);
      case "year" -> start.plusYears(units);
      default -> throw new IllegalStateException("An interval of " + unit);
    };
  }

  /** "month", or "every 3 months". */
  public String words() {
    return count == 1 ? unit : "every " + count + " " + unit + "s";
  }

  JsonObject json() {
    return new JsonObject()
        .put("interval", unit)
        .put("interval_count", count)
        .putNull("meter")
        .putNull("trial_period_days");
  }
}
