package io.orgplane.billing.credit;

import io.orgplane.billing.catalogue.CreditTerms;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets an Owner decide whether credits may be drawn that are paid afterwards, and up to what. */
@ApplicationScoped
class SettingPayAsYouGo {

  private final Transactions transactions;
  private final CreditPools pools;
  private final AuditTrail audit;
  private final Clock clock;

  SettingPayAsYouGo(Transactions transactions, CreditPools pools, AuditTrail audit, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.audit = audit;
    this.clock = clock;
  }

  /** The cap that is wished for. */
  sealed interface Cap {

    /** As it was; the catalogue's own when there was none yet. */
    record Unchanged() implements Cap {}

    record None() implements Cap {}

    record Of(long amount) implements Cap {}
  }

  Uni<CreditsView> to(OrganizationId organization, boolean enabled, Cap cap, Actor actor) {
    return transactions.in(
        organization,
        tx -> pools.lock(tx, organization).chain(pool -> set(tx, pool, enabled, cap, actor)));
  }

  private Uni<CreditsView> set(Tx tx, CreditPool pool, boolean enabled, Cap cap, Actor actor) {
    PayAsYouGo before = pool.state().payAsYouGo();
    if (enabled && !before.allowed()) {
      throw new CreditProblem.NoPayAsYouGo();
    }
    PayAsYouGo after =
        new PayAsYouGo(before.allowed(), enabled, cap(before, cap, pool.terms().sales()));
    pool.payAsYouGo(after, clock.instant());
    return pools
        .save(tx, pool)
        .chain(() -> record(tx, pool, before, after, actor))
        .replaceWith(() -> CreditsView.of(pool, clock.instant()));
  }

  private static @Nullable Long cap(PayAsYouGo before, Cap wished, CreditTerms sales) {
    CreditTerms.PayAsYouGo terms = sales.payAsYouGo();
    return switch (wished) {
      case Cap.Unchanged unchanged ->
          before.isNew() ? Long.valueOf(terms.defaultCap()) : before.cap();
      case Cap.None none -> null;
      case Cap.Of of -> Long.valueOf(atLeast(terms.minimumCap(), of.amount()));
    };
  }

  private static long atLeast(long minimum, long amount) {
    if (amount < minimum) {
      throw new ValidationFailed(
          "monthlyCap", "must be at least " + minimum + ", or null for none");
    }
    return amount;
  }

  private Uni<Void> record(
      Tx tx, CreditPool pool, PayAsYouGo before, PayAsYouGo after, Actor actor) {
    return before.equals(after)
        ? Uni.createFrom().voidItem()
        : audit.record(
            tx,
            AuditEntry.changed(
                pool.organization(),
                actor,
                "pay-as-you-go-changed",
                new Subject("pay-as-you-go", pool.organization().toString(), null),
                shown(before),
                shown(after)));
  }

  private static Map<String, @Nullable Object> shown(PayAsYouGo it) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("enabled", it.enabled());
    shown.put("monthlyCap", it.cap());
    return shown;
  }
}
