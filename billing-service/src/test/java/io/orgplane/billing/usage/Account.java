package io.orgplane.billing.usage;

import io.orgplane.billing.credit.CreditPeriod;
import io.orgplane.billing.credit.CreditsAt;
import io.orgplane.billing.credit.CreditsAt.Followed;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** An organization in a history, and what is known of it beside its books. */
final class Account {

  /** Owners may raise it as far as this, in minor units; a credit costs ten of them. */
  static final long HIGHEST_CAP = 1_000;

  final OrganizationId id = OrganizationId.next();

  /** The most seats that were agreed in a credit period, by the beginning of its grants' keys. */
  final Map<String, Integer> mostSeats = new ConcurrentHashMap<>();

  /** The seats that were agreed last in a credit period: the next one begins with them. */
  final Map<String, Integer> lastSeats = new ConcurrentHashMap<>();

  /** The credit periods that a renewal has begun: with its own seats and not those before it. */
  final Set<String> begunByRenewal = ConcurrentHashMap.newKeySet();

  /** Thousandths that were answered to be recorded, by id. */
  final Map<String, Long> recorded = new ConcurrentHashMap<>();

  /** Ids whose last answer was a refusal. */
  final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Ids for which somebody was asked who has not answered, and may still record them. */
  final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  /** Ids that were reported on Kafka. */
  final Set<String> reported = ConcurrentHashMap.newKeySet();

  final Queue<String> reservations = new ConcurrentLinkedQueue<>();
  final AtomicLong given = new AtomicLong();
  final AtomicLong bought = new AtomicLong();
  final AtomicLong byokVersion = new AtomicLong();
  final int seatsAtFirst;
  private Agreement agreement;
  private volatile boolean foreseeable;

  private Account(Agreement agreement, boolean foreseeable) {
    this.agreement = agreement;
    this.seatsAtFirst = agreement.seats();
    this.foreseeable = foreseeable;
  }

  static Account opened(Replica at, Agreement agreement, boolean foreseeable) {
    Account account = new Account(agreement, foreseeable);
    Await.answer(at.credits.open(account.id, agreement.first()));
    return account;
  }

  /**
   * Whether grants can be foretold: what a seat gets never changes within a period, and it is known
   * in which period each change was heard.
   */
  boolean isForeseeable() {
    return foreseeable;
  }

  synchronized Agreement agreement() {
    return agreement;
  }

  /** The provider agrees, and the pool hears of it: as often as it takes. */
  synchronized void agree(Replica at, BiFunction<Agreement, Instant, Agreement> change) {
    Instant now = at.clock.instant();
    Agreement before = agreement;
    agreement = change.apply(before, now);
    boolean renewed = before.isOver(now);
    Instant changedAt = renewed ? before.paidThrough() : now;
    Set<String> reached = ConcurrentHashMap.newKeySet();
    Followed followed =
        Await.retrying(
            () ->
                at.credits.follow(
                    id, agreement.now(changedAt), period -> reached.add(keyOf(period))));
    if (reached.size() > 1) {
      // an answer got lost while the period turned: either of them may have heard it first
      foreseeable = false;
    }
    agreed(keyOf(followed.after()), renewed);
    if (renewed) {
      // heard so late that more than one month has begun since: the first began with it as well
      agreed(CreditsAt.keyOf(agreement.subscription(), before.paidThrough()), true);
    }
  }

  private void agreed(String period, boolean byRenewal) {
    if (byRenewal) {
      begunByRenewal.add(period);
    }
    mostSeats.merge(period, agreement.seats(), Math::max);
    lastSeats.put(period, agreement.seats());
  }

  private static String keyOf(CreditPeriod period) {
    return CreditsAt.keyOf(period.subscription(), period.start());
  }

  void answered(UsageOutcome outcome, Usage usage) {
    switch (outcome) {
      case UsageOutcome.Recorded recorded -> {
        this.recorded.put(usage.id(), usage.credits().thousandths());
        refused.remove(usage.id());
      }
      case UsageOutcome.Exhausted exhausted -> refused.add(usage.id());
      case UsageOutcome.IdTaken taken -> {}
    }
  }
}
