package io.orgplane.billing.addon;

import io.orgplane.billing.credit.CreditPools;
import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.OneOffOrder;
import io.orgplane.billing.payment.OneOffPayments;
import io.orgplane.billing.payment.PaymentFailure;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Takes the money for packs, and grants them in the transaction that notes that it was taken. */
@ApplicationScoped
class BuyingPacks implements Performing {

  static final String KIND = "add-on-packs";

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final OneOffPayments payments;
  private final CreditPools pools;
  private final AuditTrail audit;

  BuyingPacks(
      Transactions transactions,
      Subscriptions subscriptions,
      OneOffPayments payments,
      CreditPools pools,
      AuditTrail audit) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.payments = payments;
    this.pools = pools;
    this.audit = audit;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    AddOnOrder order = AddOnOrder.of(operation.request());
    return customer(operation)
        .chain(customer -> take(operation, order, customer))
        .replaceWith(new Done(new JsonObject(), tx -> grant(tx, operation, order)));
  }

  private Uni<CustomerId> customer(Operation operation) {
    return transactions
        .in(operation.organization(), tx -> subscriptions.require(tx, operation.organization()))
        .map(
            found -> {
              CustomerId customer = found.customer();
              if (customer == null) {
                throw new PaymentFailure.Rejected("there is no customer to bill");
              }
              return customer;
            });
  }

  private Uni<Void> take(Operation operation, AddOnOrder order, CustomerId customer) {
    String reference = "add-on/" + operation.id();
    return payments.take(
        customer,
        new OneOffOrder(reference, order.description(), order.amount(), order.currency()),
        operation.key(reference));
  }

  private Uni<Void> grant(Tx tx, Operation operation, AddOnOrder order) {
    return pools
        .addOn(tx, operation.organization(), order.credits(), "add-on/" + operation.id())
        .chain(
            () ->
                audit.record(
                    tx,
                    AuditEntry.created(
                        operation.organization(),
                        order.by(),
                        "add-on-packs-bought",
                        new Subject("add-on-packs", operation.id().toString(), null),
                        Map.of(
                            "packs",
                            order.packs(),
                            "credits",
                            order.credits(),
                            "amount",
                            order.amount(),
                            "currency",
                            order.currency()))));
  }
}
