package io.orgplane.billing.metering;

import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What pay-as-you-go has drawn and nobody has been asked to pay yet. */
@ApplicationScoped
class ChargesDue {

  /** Of an organization without a subscription nobody is left who could be asked. */
  private static final String DUE =
      """
      SELECT organization_id, id, credits, amount, currency, period_end, false AS closing
      FROM metered_charges AS owed
      WHERE charged_at IS NULL AND not_before <= $1
        AND EXISTS (SELECT FROM subscriptions WHERE organization_id = owed.organization_id)
      ORDER BY owed_at LIMIT $2
      """;

  private static final String REQUIRE =
      """
      SELECT organization_id, id, credits, amount, currency, period_end, (
        SELECT closing FROM subscriptions WHERE organization_id = owed.organization_id) AS closing
      FROM metered_charges AS owed WHERE organization_id = $1 AND id = $2
      """;

  private static final String POSTPONE =
      """
      UPDATE metered_charges SET operation = $3, not_before = $4
      WHERE organization_id = $1 AND id = $2 AND charged_at IS NULL
      """;

  /** Never earlier than what an attempt that was begun has said. */
  private static final String SET_ASIDE =
      """
      UPDATE metered_charges SET not_before = greatest(not_before, $3)
      WHERE organization_id = $1 AND id = $2 AND charged_at IS NULL
      """;

  private static final String CHARGED =
      """
      UPDATE metered_charges SET charged_at = $3
      WHERE organization_id = $1 AND id = $2 AND charged_at IS NULL
      """;

  /**
   * One of them.
   *
   * @param amount minor units
   * @param closing there will be no next invoice
   */
  record Charge(
      OrganizationId organization,
      UUID id,
      Credits credits,
      long amount,
      String currency,
      Instant periodEnd,
      boolean closing) {

    static Charge of(Row row) {
      return new Charge(
          Rows.organization(row),
          row.getUUID("id"),
          new Credits(row.getLong("credits")),
          row.getLong("amount"),
          row.getString("currency"),
          Rows.instant(row, "period_end"),
          row.getBoolean("closing"));
    }
  }

  Uni<List<Charge>> due(Tx tx, Instant now, int limit) {
    return tx.list(DUE, Charge::of, now, limit);
  }

  Uni<Charge> require(Tx tx, OrganizationId organization, UUID id) {
    return tx.one(REQUIRE, Charge::of, organization, id);
  }

  Uni<Void> postpone(Tx tx, Charge charge, UUID operation, Instant until) {
    return tx.execute(POSTPONE, charge.organization(), charge.id(), operation, until)
        .replaceWithVoid();
  }

  Uni<Void> setAside(Tx tx, Charge charge, Instant until) {
    return tx.execute(SET_ASIDE, charge.organization(), charge.id(), until).replaceWithVoid();
  }

  Uni<Void> charged(Tx tx, OrganizationId organization, UUID id, Instant now) {
    return tx.execute(CHARGED, organization, id, now).replaceWithVoid();
  }
}
