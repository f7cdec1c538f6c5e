package io.orgplane.billing.renewal;

import io.orgplane.billing.payment.RenewalTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be done next for a renewal. */
sealed interface Step {

  /** Nothing before that time, unless the subscription changes. */
  record Rest(Instant until) implements Step {}

  /** The period is over and nobody has said what became of it: that is fetched. */
  record Look(Instant again) implements Step {}

  /** The gate goes down first. */
  record Lower(int cap) implements Step {}

  /**
   * The provider is told.
   *
   * @param terms none is to go on as before
   */
  record Tell(@Nullable RenewalTerms terms) implements Step {}

  /**
   * The period has turned without it: it is made up for, counted from the period's beginning. Of a
   * trial that is about to turn it is done before.
   */
  record MakeUp(RenewalTerms terms) implements Step {}

  /** It has happened. */
  record Settled(int committed) implements Step {}
}
