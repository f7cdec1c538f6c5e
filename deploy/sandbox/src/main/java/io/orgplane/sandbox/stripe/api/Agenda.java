package io.orgplane.sandbox.stripe.api;

import java.util.stream.Stream;

/** Work that falls due with time: renewals, retries, expiries. */
@FunctionalInterface
public interface Agenda {
  /** Everything that waits for a time, also what is due only later. */
  Stream<Due> upcoming();

  /**
   * One piece of work.
   *
   * @param at seconds since the epoch
   */
  record Due(long at, Runnable work) {}
}
