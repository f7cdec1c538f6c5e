package io.orgplane.billing.closing;

import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.PaymentProvider;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends an organization's subscription at the provider, then drops what is known of it here. */
@ApplicationScoped
class ClosingAccount implements Performing {

  static final String KIND = "close-account";

  /**
   * Of money that has moved, the ledger and the provider keep the record. Usage is forgotten
   * afterwards, because there may be much of it.
   */
  private static final List<String> TABLES =
      List.of(
          "invoices",
          "member_counts",
          "things_in_use",
          "webhook_events",
          "payment_operations",
          "subscriptions");

  private final PaymentProvider provider;
  private final CreditPools pools;
  private final ClosedAccounts closed;
  private final Clock clock;

  ClosingAccount(PaymentProvider provider, CreditPools pools, ClosedAccounts closed, Clock clock) {
    this.provider = provider;
    this.pools = pools;
    this.closed = closed;
    this.clock = clock;
  }

  static JsonObject request(@Nullable String customer) {
    return new JsonObject().put("customer", customer);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    String customer = operation.request().getString("customer");
    Uni<Void> ended =
        customer == null
            ? Uni.createFrom().voidItem()
            : provider.close(
                new CustomerId(customer), operation.key("close:" + operation.organization()));
    return ended.map(nothing -> new Done(new JsonObject(), tx -> drop(tx, operation)));
  }

  private Uni<Void> drop(Tx tx, Operation operation) {
    OrganizationId organization = operation.organization();
    return dropRows(tx, organization)
        .chain(() -> pools.close(tx, organization))
        .chain(() -> closed.close(tx, organization, clock.instant()));
  }

  private static Uni<Void> dropRows(Tx tx, OrganizationId organization) {
    return Multi.createFrom()
        .iterable(TABLES)
        .onItem()
        .transformToUniAndConcatenate(
            table ->
                tx.execute("DELETE FROM " + table + " WHERE organization_id = $1", organization))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
