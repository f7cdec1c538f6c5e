package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.credit.Debts.Debt;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Columns;
import io.orgplane.kit.tx.Owned;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Debts in rows, and back. Only a pool that owes something asks for them. */
final class DebtRows {

  private static final String OPEN =
      """
      SELECT organization_id, usage_id, credits FROM credit_debts WHERE organization_id = ANY($1)
      ORDER BY position
      """;

  private static final String KEEP =
      """
      INSERT INTO credit_debts (organization_id, usage_id, credits)
      SELECT organization_id, usage_id, credits
      FROM unnest($1::uuid[], $2::text[], $3::bigint[]) WITH ORDINALITY
        AS owed (organization_id, usage_id, credits, place)
      ORDER BY place
      ON CONFLICT (organization_id, usage_id) DO UPDATE SET credits = excluded.credits
      """;

  private static final String FORGET =
      """
      DELETE FROM credit_debts USING unnest($1::uuid[], $2::text[]) AS paid (organization_id, usage_id)
      WHERE credit_debts.organization_id = paid.organization_id
        AND credit_debts.usage_id = paid.usage_id
      """;

  private static final String FORGET_ALL = "DELETE FROM credit_debts WHERE organization_id = $1";

  private DebtRows() {}

  static Uni<Void> forget(Tx tx, OrganizationId organization) {
    return tx.execute(FORGET_ALL, organization).replaceWithVoid();
  }

  static Uni<List<Owned<Debt>>> open(Tx tx, Collection<OrganizationId> organizations) {
    return tx.listForAll(OPEN, Owned.row(DebtRows::debt), Columns.ofOrganizations(organizations));
  }

  static Uni<Void> save(Tx tx, Collection<CreditPool> pools) {
    Columns<Owned<Debt>> owed =
        Columns.ofOwned(all(pools, Debts::changed))
            .texts(it -> it.value().usage())
            .longs(it -> it.value().credits().thousandths());
    Columns<Owned<String>> paid = Columns.ofOwned(all(pools, Debts::paid)).texts(Owned::value);
    return tx.executeAll(KEEP, owed).chain(() -> tx.executeAll(FORGET, paid)).replaceWithVoid();
  }

  private static <E> List<Owned<E>> all(
      Collection<CreditPool> pools, Function<Debts, List<E>> rows) {
    return pools.stream()
        .flatMap(pool -> Owned.each(pool.organization(), rows.apply(pool.debts())))
        .toList();
  }

  private static Debt debt(Row row) {
    return new Debt(row.getString("usage_id"), new Credits(row.getLong("credits")));
  }
}
