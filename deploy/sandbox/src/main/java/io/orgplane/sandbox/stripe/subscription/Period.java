package io.orgplane.sandbox.stripe.subscription;

import io.orgplane.sandbox.stripe.catalogue.Interval;

/**
 * A billing period, in seconds since the epoch.
 *
 * @param anchor what the periods of the subscription are counted from
 */
record Period(long anchor, long start, long end) {
  /** The first period of a cycle that begins now. */
  static Period from(long now, Interval interval) {
    return new Period(now, now, interval.endAfter(now, now));
  }

  /** A trial ends where the cycle begins. */
  static Period trial(long now, long end) {
    return new Period(end, now, end);
  }

  Period next(Interval interval) {
    return new Period(anchor, end, interval.endAfter(anchor, end));
  }

  boolean contains(long second) {
    return second >= start && second <= end;
  }
}
