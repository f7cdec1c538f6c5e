package io.orgplane.billing.subscription;

import io.orgplane.billing.payment.PaidSubscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well a subscription is paid, and what that allows.
 *
 * @param trialEndsAt none unless it is being tried
 * @param owedSince none unless a payment is owed
 * @param readOnly the grace of what is owed is over
 * @param cancelAtPeriodEnd it ends with its period
 */
public record Standing(
    Status status,
    @Nullable Instant trialEndsAt,
    @Nullable Instant owedSince,
    boolean readOnly,
    boolean cancelAtPeriodEnd) {

  static final Standing GOOD = new Standing(Status.ACTIVE, null, null, false, false);

  /**
   * As the provider has it.
   *
   * @param unpaidSince of the oldest invoice whose payment was tried in vain
   */
  Standing following(PaidSubscription paid, Instant unpaidSince) {
    Status now = Status.of(paid.status());
    boolean owing = now == Status.PAST_DUE;
    Instant since = owing ? (owedSince == null ? unpaidSince : owedSince) : null;
    return new Standing(
        now, paid.trialEndsAt(), since, owing && readOnly, paid.cancelAtPeriodEnd());
  }

  /** The grace is over. */
  Standing closed() {
    return new Standing(status, trialEndsAt, owedSince, true, cancelAtPeriodEnd);
  }
}
