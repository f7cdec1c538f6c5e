package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.catalogue.PlanKey;
import io.orgplane.billing.payment.Card;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaidSubscriptionId;
import io.orgplane.billing.payment.RenewalTerms;
import io.orgplane.billing.seat.Lowering;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.billing.seat.Seats;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The subscriptions. Whoever changes one locks it first, and the credit pool only after it. */
@ApplicationScoped
public class Subscriptions {

  private static final String COLUMNS =
      """
      SELECT organization_id, version, entitlement_version, catalogue_version, plan, interval,
        status, purchased, committed, policy, ceiling, period_start, period_end,
        cancel_at_period_end, provider_customer, provider_subscription, card_brand, card_last4,
        trial_ends_at, owed_since, read_only, scheduled, renews_as, lowering_cap, lowering_version,
        lowering_applied
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
        provider_subscription = $15, card_brand = $16, card_last4 = $17, trial_ends_at = $18,
        tried = tried OR $18::timestamptz IS NOT NULL, owed_since = $19, read_only = $20, scheduled = $21,
        renews_as = $22, lowering_cap = $23, lowering_version = $24, lowering_applied = $25,
        renewal_check_at = '-infinity',
        notice_at = CASE WHEN $19::timestamptz IS NULL OR $20::boolean THEN NULL
          WHEN owed_since IS NULL THEN '-infinity' ELSE notice_at END
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

  /** As {@link #lock}; empty when the organization is not known here, or no longer. */
  public Uni<Optional<Subscription>> lockIfPresent(Tx tx, OrganizationId organization) {
    return tx.find(COLUMNS + "FOR UPDATE", Subscriptions::subscription, organization);
  }

  /** How it goes on is to be decided again: what that depends on is different. */
  public Uni<Void> recheck(Tx tx, OrganizationId organization) {
    return tx.execute(
            "UPDATE subscriptions SET renewal_check_at = '-infinity' WHERE organization_id = $1",
            organization)
        .replaceWithVoid();
  }

  /** As {@link #recheck}, at that time: until then, and unless it changes, it would be the same. */
  public Uni<Void> recheckAt(Tx tx, OrganizationId organization, Instant at) {
    return tx.execute(
            "UPDATE subscriptions SET renewal_check_at = $2 WHERE organization_id = $1",
            organization,
            at)
        .replaceWithVoid();
  }

  /** Whether it has had its trial. */
  public Uni<Boolean> hasTried(Tx tx, OrganizationId organization) {
    return tx.one(
        "SELECT tried FROM subscriptions WHERE organization_id = $1",
        row -> row.getBoolean("tried"),
        organization);
  }

  Uni<Void> save(Tx tx, Subscription it) {
    Card card = it.card();
    Lowering lowering = it.seats().lowering();
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
            card == null ? null : card.last4(),
            it.standing().trialEndsAt(),
            it.standing().owedSince(),
            it.standing().readOnly(),
            it.scheduled() == null ? null : it.scheduled().json(),
            it.renewsAs() == null ? null : it.renewsAs().json(),
            lowering == null ? null : lowering.cap(),
            lowering == null ? null : lowering.version(),
            lowering == null ? null : lowering.applied())
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
        new Standing(
            Status.named(row.getString("status")),
            Rows.instantOrNull(row, "trial_ends_at"),
            Rows.instantOrNull(row, "owed_since"),
            row.getBoolean("read_only"),
            row.getBoolean("cancel_at_period_end")),
        new Seats(
            row.getInteger("purchased"),
            row.getInteger("committed"),
            SeatPolicy.named(row.getString("policy")),
            row.getInteger("ceiling"),
            lowering(row)),
        new Period(Rows.instant(row, "period_start"), Rows.instant(row, "period_end")),
        ScheduledChange.of(row.getJsonObject("scheduled")),
        RenewalTerms.of(row.getJsonObject("renews_as")),
        customer(row.getString("provider_customer")),
        paidBy(row.getString("provider_subscription")),
        card(row));
  }

  private static @Nullable Lowering lowering(Row row) {
    Integer cap = row.getInteger("lowering_cap");
    return cap == null
        ? null
        : new Lowering(cap, row.getLong("lowering_version"), row.getInteger("lowering_applied"));
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
