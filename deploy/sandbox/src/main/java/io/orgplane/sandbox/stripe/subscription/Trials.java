package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Param;
import org.jspecify.annotations.Nullable;

/**
 * What trials are asked for with: how long, and <a
 * href="https://docs.stripe.com/billing/subscriptions/trials/free-trials">what to do at the end
 * without a payment method</a>.
 */
public final class Trials {
  static final long DAY = 24 * 60 * 60;
  private static final long NOTICE = 3 * DAY;
  private static final int MOST_DAYS = 730;

  /** At Stripe a subscription can also be paused; here it cannot. */
  public static final Param SETTINGS =
      Param.hash(
          "trial_settings",
          Param.hash(
                  "end_behavior",
                  Param.oneOf("missing_payment_method", "cancel", "create_invoice").asRequired())
              .asRequired());

  public static final Param DAYS = Param.integer("trial_period_days");

  /** A second, or {@code now}. */
  static final Param END = Param.string("trial_end");

  private Trials() {}

  /** Null for no trial. */
  public static @Nullable Long days(Arguments args) {
    Long days = args.integer("trial_period_days");
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      throw ApiError.invalid(
          "parameter_invalid_integer",
          "A trial has 1 to " + MOST_DAYS + " days.",
          args.nameOf("trial_period_days"));
    }
    return days;
  }

  public static boolean cancelsWithoutCard(Arguments args, boolean otherwise) {
    return args.hash("trial_settings")
        .hash("end_behavior")
        .string("missing_payment_method", otherwise ? "cancel" : "create_invoice")
        .equals("cancel");
  }

  /** The trial's end as it was asked for; null when it was not. */
  static @Nullable Long end(Arguments args, long now) {
    String end = args.string("trial_end");
    if (end == null) {
      return null;
    }
    long second = end.equals("now") ? now : second(end, args.nameOf("trial_end"));
    if (second < now || second > now + MOST_DAYS * DAY) {
      throw ApiError.invalid(
          "A trial ends in the future, and within " + MOST_DAYS + " days.",
          args.nameOf("trial_end"));
    }
    return second;
  }

  /** The customer is told three days ahead, or at once when the trial is shorter. */
  static long announcement(long end) {
    return end - NOTICE;
  }

  private static long second(String text, String name) {
    if (!text.matches("\\d{1,12}")) {
      throw ApiError.invalid("Invalid timestamp: a number of seconds or 'now'.", name);
    }
    return Long.parseLong(text);
  }
}
