package io.orgplane.billing.usage;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.orgplane.billing.usage.Bookkeeping.Verdict;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * Lets organizations share a transaction: those that come while others are being written are
 * written next, all of them together, so that the statements and the wait for the disk are paid for
 * once. None waits for another's pool: whose pool somebody else has locked is left out.
 */
final class GroupCommit {

  private final Transactions transactions;
  private final Bookkeeping books;
  private final CombinerConfig config;
  private final DistributionSummary sizes;
  private final Queue<Batch> waiting = new ArrayDeque<>();
  private int underWay;

  /** Deeds of one organization, of which there is one batch at a time. */
  private record Batch(
      OrganizationId organization,
      List<Deed<?>> deeds,
      UniEmitter<? super Optional<List<Verdict>>> caller) {

    int records() {
      return deeds.stream().mapToInt(deed -> deed.ids().size()).sum();
    }

    void answer(Map<OrganizationId, List<Verdict>> verdicts) {
      caller.complete(Optional.ofNullable(verdicts.get(organization)));
    }
  }

  GroupCommit(
      Transactions transactions, Bookkeeping books, CombinerConfig config, MeterRegistry registry) {
    this.transactions = transactions;
    this.books = books;
    this.config = config;
    this.sizes = registry.summary("orgplane.credits.grouped");
  }

  /**
   * A verdict for each, in their order; none when the organization has to go alone, because its
   * pool is locked or because what it went with has failed. Nothing has been done then.
   */
  Uni<Optional<List<Verdict>>> decide(OrganizationId organization, List<Deed<?>> deeds) {
    return Uni.createFrom().emitter(caller -> join(new Batch(organization, deeds, caller)));
  }

  private void join(Batch batch) {
    synchronized (this) {
      waiting.add(batch);
    }
    depart();
  }

  private void depart() {
    List<Batch> group = take();
    if (!group.isEmpty()) {
      sizes.record(group.size());
      write(group).subscribe().with(done -> arrived(), failed -> arrived());
    }
  }

  private void arrived() {
    synchronized (this) {
      underWay--;
    }
    depart();
  }

  /** In the order in which they came, as many as may be written together. */
  private synchronized List<Batch> take() {
    List<Batch> group = new ArrayList<>();
    if (underWay == config.transactions()) {
      return group;
    }
    Fill fill = new Fill(config);
    while (!waiting.isEmpty()
        && fill.takes(waiting.element().deeds().size(), waiting.element().records())) {
      group.add(waiting.remove());
    }
    if (!group.isEmpty()) {
      underWay++;
    }
    return group;
  }

  private Uni<Void> write(List<Batch> group) {
    Map<OrganizationId, List<Deed<?>>> deeds = new LinkedHashMap<>();
    group.forEach(each -> deeds.put(each.organization(), each.deeds()));
    return inTransaction(group, tx -> books.decideFree(tx, deeds))
        .onFailure(failure -> group.size() > 1 && !Waiting.concernsAll(failure))
        .recoverWithItem(Map.of())
        .invoke(verdicts -> group.forEach(each -> each.answer(verdicts)))
        .onFailure()
        .invoke(failure -> group.forEach(each -> each.caller().fail(failure)))
        .replaceWithVoid();
  }

  private <T> Uni<T> inTransaction(List<Batch> group, Function<Tx, Uni<T>> work) {
    return group.size() == 1
        ? transactions.in(group.getFirst().organization(), work)
        : transactions.acrossOrganizations(work);
  }
}
