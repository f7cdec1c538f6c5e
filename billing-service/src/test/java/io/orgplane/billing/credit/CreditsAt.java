package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.Catalogues;
import io.orgplane.billing.credit.SettingPayAsYouGo.Cap;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What changes pools, in an instance of the service that has a clock of its own. */
public final class CreditsAt {

  private static final Actor CHANCE = Actor.system("chance");

  private final Transactions transactions = bean(Transactions.class);
  private final Clock clock;
  private final CreditPools pools;
  private final BonusCredits bonuses;
  private final SettingPayAsYouGo payAsYouGo;

  public CreditsAt(Clock clock) {
    this.clock = clock;
    this.pools = new CreditPools(bean(Catalogues.class), bean(Outbox.class), clock);
    AuditTrail audit = bean(AuditTrail.class);
    this.bonuses = new BonusCredits(transactions, pools, audit, clock);
    this.payAsYouGo = new SettingPayAsYouGo(transactions, pools, audit, clock);
  }

  public CreditPools pools() {
    return pools;
  }

  public Uni<Void> open(OrganizationId organization, Allocation allocation) {
    return transactions.in(organization, tx -> pools.open(tx, organization, allocation));
  }

  /** Lets time have its effect, as the sweep does. */
  public Uni<Void> turn(OrganizationId organization) {
    return transactions.in(
        organization, tx -> pools.lock(tx, organization).chain(pool -> pools.save(tx, pool)));
  }

  /** The periods before and after. */
  public record Followed(CreditPeriod before, CreditPeriod after) {

    public boolean isSamePeriod() {
      return before.subscription().equals(after.subscription())
          && before.start().equals(after.start());
    }
  }

  /**
   * @param reached takes the period that is reached, each time that it is tried, whatever comes of
   *     the commit
   */
  public Uni<Followed> follow(
      OrganizationId organization, Allocation allocation, Consumer<CreditPeriod> reached) {
    return transactions.in(
        organization,
        tx ->
            pools
                .lock(tx, organization)
                .chain(
                    pool -> {
                      CreditPeriod before = pool.state().period();
                      pool.follow(allocation, clock.instant());
                      CreditPeriod after = pool.state().period();
                      return pools
                          .save(tx, pool)
                          .invoke(() -> reached.accept(after))
                          .replaceWith(new Followed(before, after));
                    }));
  }

  public Uni<Void> bonus(OrganizationId organization, String id, Credits credits) {
    return bonuses.give(organization, id, credits, "chance", CHANCE).replaceWithVoid();
  }

  public Uni<Void> pack(OrganizationId organization, String id, Credits credits) {
    return transactions.in(
        organization, tx -> pools.addOn(tx, organization, credits, "add-on/" + id));
  }

  public Uni<Void> payAsYouGo(OrganizationId organization, boolean enabled, long cap) {
    return payAsYouGo.to(organization, enabled, new Cap.Of(cap), CHANCE).replaceWithVoid();
  }

  /** Where a grant of that period begins: the keys that it is known by start with it. */
  public static String keyOf(String subscription, Instant start) {
    return subscription + "/" + start + "/";
  }

  /** How many books the service's own check finds that do not balance, among all of them. */
  public static Uni<Long> mismatches() {
    return bean(LedgerCheck.class).measure().map(LedgerCheck.Reading::mismatches);
  }

  static <T> T bean(Class<T> type) {
    return Arc.container().instance(type).get();
  }

  /** The percentages of which a period is told. */
  public static List<Integer> steps() {
    return bean(Catalogues.class).current().credits().alerts();
  }
}
