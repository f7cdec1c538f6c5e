package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.payment.Card;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.billing.seat.Seats;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The subscriptions. Whoever changes one locks it first, and the credit pool only after it. */
@ApplicationScoped
public class Subscriptions {

  private static final String COLUMNS =
      """
      SELECT organization_id, version, entitlement_version, catalogue_version, plan, interval,
        status, purchased, committed, policy, ceiling, period_start, period_end,
        cancel_at_period_end, provider_customer, provider_subscription, card_brand, card_last4
      FROM subscriptions WHERE organization_id = $1
      """;

  private static final String INSERT =
      """
      INSERT INTO subscriptions (organization_id, organization_name, version, entitlement_version,
        catalogue_version, plan, interval, status, purchased, committed, policy, ceiling,
        period_start, period_end)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      ON CONFLICT DO NOTHING
      """;

  private static final String UPDATE =
      """
      UPDATE subscriptions SET version = $2, entitlement_version = $3, catalogue_version = $4,
        plan = $5, interval = $6, status = $7, purchased = $8, committed = $9, policy = $10,
        ceiling = $11, period_start = $12, period_end = $13, cancel_at_period_end = $14,
        provider_subscription = $15, card_brand = $16, card_last4 = $17
      WHERE organization_id = $1
      """;

  /** Whether it is new. */
  Uni<Boolean> add(Tx tx, Subscription it, String organizationName) {
    return tx.execute(
            INSERT,
            it.organization(),
            organizationName,
            it.version(),
            it.entitlementVersion(),
            it.plan().catalogueVersion(),
            it.plan().plan(),
            it.interval(),
            it.status(),
            it.seats().purchased(),
            it.seats().committed(),
            it.seats().policy(),
            it.seats().ceiling(),
            it.period().start(),
            it.period().end())
        .map(added -> added == 1);
  }

  public Uni<Subscription> require(Tx tx, OrganizationId organization) {
    return tx.find(COLUMNS, Subscriptions::subscription, organization)
        .map(found -> found.orElseThrow(NotFound::new));
  }

  /** As {@link #require}, and nobody else changes it until this transaction ends. */
  public Uni<Subscription> lock(Tx tx, OrganizationId organization) {
    return tx.find(COLUMNS + "FOR UPDATE", Subscriptions::subscription, organization)
        .map(found -> found.orElseThrow(NotFound::new));
  }

  Uni<Void> save(Tx tx, Subscription it) {
    Card card = it.card();
    return tx.execute(
            UPDATE,
            it.organization(),
            it.version(),
            it.entitlementVersion(),
            it.plan().catalogueVersion(),
            it.plan().plan(),
            it.interval(),
            it.status(),
            it.seats().purchased(),
            it.seats().committed(),
            it.seats().policy(),
            it.seats().ceiling(),
            it.period().start(),
            it.period().end(),
            it.cancelAtPeriodEnd(),
            it.paidBy() == null ? null : it.paidBy().value(),
            card == null ? null : card.brand(),
            card == null ? null : card.last4())
        .replaceWithVoid();
  }

  /** The name under which the provider gets to know the organization. */
  public Uni<String> nameOf(Tx tx, OrganizationId organization) {
    return tx.one(
        "SELECT organization_name FROM subscriptions WHERE organization_id = $1",
        row -> row.getString("organization_name"),
        organization);
  }

  public Uni<Void> knownAs(Tx tx, OrganizationId organization, CustomerId customer) {
    return tx.execute(
            "UPDATE subscriptions SET provider_customer = $2 WHERE organization_id = $1",
            organization,
            customer.value())
        .replaceWithVoid();
  }

  /** Whose customer this is. */
  public Uni<Optional<OrganizationId>> byCustomer(Tx tx, CustomerId customer) {
    return tx.find(
        "SELECT organization_id FROM subscriptions WHERE provider_customer = $1",
        Rows::organization,
        customer.value());
  }

  private static Subscription subscription(Row row) {
    return new Subscription(
        Rows.organization(row),
        row.getLong("version"),
        row.getLong("entitlement_version"),
        new PlanKey(row.getString("catalogue_version"), row.getString("plan")),
        Interval.named(row.getString("interval")),
        Status.named(row.getString("status")),
        new Seats(
            row.getInteger("purchased"),
            row.getInteger("committed"),
            SeatPolicy.named(row.getString("policy")),
            row.getInteger("ceiling")),
        new Period(Rows.instant(row, "period_start"), Rows.instant(row, "period_end")),
        row.getBoolean("cancel_at_period_end"),
        customer(row.getString("provider_customer")),
        paidBy(row.getString("provider_subscription")),
        card(row));
  }

  private static @Nullable CustomerId customer(@Nullable String id) {
    return id == null ? null : new CustomerId(id);
  }

  private static @Nullable PaidSubscriptionId paidBy(@Nullable String id) {
    return id == null ? null : new PaidSubscriptionId(id);
  }

  private static @Nullable Card card(Row row) {
    String brand = row.getString("card_brand");
    String last4 = row.getString("card_last4");
    return brand == null || last4 == null ? null : new Card(brand, last4);
  }
}
