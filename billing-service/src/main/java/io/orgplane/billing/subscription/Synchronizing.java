package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.credit.CreditPool;
import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.payment.Account;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscription;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.billing.seat.MemberCounts;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a subscription what the provider says it is. Whatever was the occasion, what counts is what
 * was fetched, and what was fetched last: so late, repeated and reversed occasions all end in the
 * same state.
 */
@ApplicationScoped
public class Synchronizing {

  private final Transactions transactions;
  private final PaymentProvider provider;
  private final Subscriptions subscriptions;
  private final SyncTickets tickets;
  private final Invoices invoices;
  private final Orders orders;
  private final CreditPools pools;
  private final Catalogues catalogues;
  private final MemberCounts members;
  private final Revising revising;
  private final Clock clock;

  Synchronizing(
      Transactions transactions,
      PaymentProvider provider,
      Subscriptions subscriptions,
      SyncTickets tickets,
      Invoices invoices,
      Orders orders,
      CreditPools pools,
      Catalogues catalogues,
      MemberCounts members,
      Revising revising,
      Clock clock) {
    this.transactions = transactions;
    this.provider = provider;
    this.subscriptions = subscriptions;
    this.tickets = tickets;
    this.invoices = invoices;
    this.orders = orders;
    this.pools = pools;
    this.catalogues = catalogues;
    this.members = members;
    this.revising = revising;
    this.clock = clock;
  }

  /** Asks the provider, and follows. */
  public Uni<Void> of(OrganizationId organization, CustomerId customer) {
    return fetch(organization, customer)
        .chain(fetched -> transactions.in(organization, tx -> follow(tx, organization, fetched)));
  }

  private Uni<Void> follow(Tx tx, OrganizationId organization, Fetched fetched) {
    return subscriptions
        .lock(tx, organization)
        .chain(() -> orders.author(tx, organization))
        .chain(author -> follow(tx, organization, fetched, author));
  }

  /** Asks the provider; {@link #follow} it in a transaction afterwards. */
  public Uni<Fetched> fetch(OrganizationId organization, CustomerId customer) {
    return transactions
        .in(organization, tx -> tickets.draw(tx, organization))
        .chain(ticket -> provider.account(customer).map(found -> new Fetched(ticket, found)));
  }

  /**
   * Follows what was fetched.
   *
   * @param author for whom it was changed
   */
  public Uni<Void> follow(Tx tx, OrganizationId organization, Fetched fetched, Actor author) {
    return subscriptions
        .lock(tx, organization)
        .chain(
            before ->
                tickets
                    .apply(tx, organization, fetched.ticket())
                    .chain(news -> news ? follow(tx, before, fetched, author) : stale()));
  }

  private static Uni<Void> stale() {
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> follow(Tx tx, Subscription before, Fetched fetched, Actor author) {
    Optional<PaidSubscription> paid = relevant(before, fetched.account().subscriptions());
    return invoices
        .follow(tx, before.organization(), fetched.account().invoices())
        .chain(() -> orders.committed(tx, after(before, paid, fetched.account())))
        .chain(after -> follow(tx, before, after, author));
  }

  private Subscription after(
      Subscription before, Optional<PaidSubscription> paid, Account account) {
    if (paid.isPresent()) {
      return before.following(paid.get(), account.unpaidSince().orElseGet(clock::instant));
    }
    return before.isPaid() ? before.fallenBack(catalogues.current(), clock.instant()) : before;
  }

  private Uni<Void> follow(Tx tx, Subscription before, Subscription wanted, Actor author) {
    return revising
        .to(tx, before, wanted, author)
        .chain(() -> allocate(tx, wanted))
        .chain(() -> recountUnlessEnough(tx, wanted));
  }

  /** Somebody has come while fewer seats were on their way, or seats were taken off by hand. */
  private Uni<Void> recountUnlessEnough(Tx tx, Subscription after) {
    return members
        .of(tx, after.organization())
        .chain(
            count ->
                after.isPaid() && after.seats().needed(count.active()) > after.seats().purchased()
                    ? members.again(tx, after.organization())
                    : Uni.createFrom().voidItem());
  }

  /**
   * Credits are for what is paid or tried: while a payment is owed, nothing is granted and nothing
   * is drawn that would be paid afterwards.
   */
  private Uni<Void> allocate(Tx tx, Subscription after) {
    if (after.isOwing()) {
      return pools
          .lock(tx, after.organization())
          .invoke(CreditPool::lockPayAsYouGo)
          .chain(pool -> pools.save(tx, pool));
    }
    Instant now = clock.instant();
    return orders
        .planSince(tx, after)
        .chain(changedAt -> allocate(tx, after, changedAt.orElse(now)));
  }

  private Uni<Void> allocate(Tx tx, Subscription after, Instant changedAt) {
    return pools
        .lock(tx, after.organization())
        .invoke(pool -> follow(pool, after, changedAt))
        .chain(pool -> pools.save(tx, pool));
  }

  private void follow(CreditPool pool, Subscription after, Instant changedAt) {
    pool.follow(after.allocation(catalogues.plan(after.plan()), changedAt), clock.instant());
  }

  /** The one that it was, while that lives; else the oldest that lives. */
  private static Optional<PaidSubscription> relevant(
      Subscription before, List<PaidSubscription> all) {
    List<PaidSubscription> live =
        all.stream()
            .filter(PaidSubscription::isLive)
            .sorted(Comparator.comparing(PaidSubscription::createdAt))
            .toList();
    return live.stream()
        .filter(each -> each.id().equals(before.paidBy()))
        .findFirst()
        .or(() -> live.stream().findFirst());
  }
}
