package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.credit.Debts.Debt;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/** Debts in rows, and back. Only a pool that owes something asks for them. */
final class DebtRows {

  private static final String OPEN =
      "SELECT usage_id, credits FROM credit_debts WHERE organization_id = $1 ORDER BY position";

  private static final String KEEP =
      """
      INSERT INTO credit_debts (organization_id, usage_id, credits)
      SELECT $1, usage_id, credits
      FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS owed (usage_id, credits, place)
      ORDER BY place
      ON CONFLICT (organization_id, usage_id) DO UPDATE SET credits = excluded.credits
      """;

  private static final String FORGET =
      "DELETE FROM credit_debts WHERE organization_id = $1 AND usage_id = ANY($2)";

  private static final String FORGET_ALL = "DELETE FROM credit_debts WHERE organization_id = $1";

  private DebtRows() {}

  static Uni<Void> forget(Tx tx, OrganizationId organization) {
    return tx.execute(FORGET_ALL, organization).replaceWithVoid();
  }

  static Uni<List<Debt>> open(Tx tx, OrganizationId organization) {
    return tx.list(OPEN, DebtRows::debt, organization);
  }

  static Uni<Void> save(Tx tx, OrganizationId organization, Debts debts) {
    return keep(tx, organization, debts.changed())
        .chain(() -> forget(tx, organization, debts.paid()));
  }

  private static Uni<Void> keep(Tx tx, OrganizationId organization, List<Debt> owed) {
    return owed.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.execute(
                KEEP,
                organization,
                owed.stream().map(Debt::usage).toArray(String[]::new),
                owed.stream().map(debt -> debt.credits().thousandths()).toArray(Long[]::new))
            .replaceWithVoid();
  }

  private static Uni<Void> forget(Tx tx, OrganizationId organization, List<String> paid) {
    return paid.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.execute(FORGET, organization, paid.toArray(String[]::new)).replaceWithVoid();
  }

  private static Debt debt(Row row) {
    return new Debt(row.getString("usage_id"), new Credits(row.getLong("credits")));
  }
}
