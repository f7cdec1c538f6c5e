package io.orgplane.billing.metering;

import io.orgplane.billing.metering.ChargesDue.Charge;
import io.orgplane.billing.operation.Operation;
import io.orgplane.billing.operation.Performing;
import io.orgplane.billing.payment.CustomerId;
import io.orgplane.billing.payment.OneOffOrder;
import io.orgplane.billing.payment.OneOffPayments;
import io.orgplane.billing.payment.PaymentFailure;
import io.orgplane.billing.subscription.Subscription;
import io.orgplane.billing.subscription.Subscriptions;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditEntry.Subject;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * Asks the provider for what was metered: on the next invoice of a subscription, or at once where
 * there is none any more that could have one.
 */
@ApplicationScoped
class ChargingMetered implements Performing {

  static final String KIND = "metered-charge";
  static final String CHARGE = "charge";

  private final Transactions transactions;
  private final Subscriptions subscriptions;
  private final ChargesDue charges;
  private final OneOffPayments payments;
  private final AuditTrail audit;
  private final Clock clock;

  ChargingMetered(
      Transactions transactions,
      Subscriptions subscriptions,
      ChargesDue charges,
      OneOffPayments payments,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.subscriptions = subscriptions;
    this.charges = charges;
    this.payments = payments;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  private record Debtor(Subscription subscription, Charge charge) {

    CustomerId customer() {
      CustomerId customer = subscription.customer();
      if (customer == null) {
        throw new PaymentFailure.Rejected("there is no customer to bill");
      }
      return customer;
    }

    OneOffOrder order() {
      String description = "Pay-as-you-go, %s credits".formatted(charge.credits());
      return new OneOffOrder(reference(), description, charge.amount(), charge.currency());
    }

    String reference() {
      return "pay-as-you-go/" + charge.id();
    }
  }

  @Override
  public Uni<Done> perform(Operation operation) {
    return transactions
        .in(operation.organization(), tx -> debtor(tx, operation))
        .chain(debtor -> charge(operation, debtor).replaceWith(done(debtor.charge())));
  }

  private Uni<Debtor> debtor(Tx tx, Operation operation) {
    UUID charge = UUID.fromString(operation.request().getString(CHARGE));
    return subscriptions
        .require(tx, operation.organization())
        .chain(
            found ->
                charges
                    .require(tx, operation.organization(), charge)
                    .map(owed -> new Debtor(found, owed)));
  }

  private Uni<Void> charge(Operation operation, Debtor debtor) {
    if (debtor.charge().amount() == 0) {
      return Uni.createFrom().voidItem();
    }
    return debtor.subscription().isPaid() && !debtor.charge().closing()
        ? payments.leaveForNextInvoice(
            debtor.customer(), debtor.order(), operation.key(debtor.reference()))
        : payments.take(
            debtor.customer(), debtor.order(), operation.key(debtor.reference() + "/at-once"));
  }

  private Done done(Charge charge) {
    return new Done(new JsonObject(), tx -> note(tx, charge));
  }

  private Uni<Void> note(Tx tx, Charge charge) {
    return charges
        .charged(tx, charge.organization(), charge.id(), clock.instant())
        .chain(
            () ->
                audit.record(
                    tx,
                    AuditEntry.created(
                        charge.organization(),
                        Actor.system(KIND),
                        "pay-as-you-go-charged",
                        new Subject("pay-as-you-go", charge.id().toString(), null),
                        Map.of(
                            "credits",
                            charge.credits(),
                            "amount",
                            charge.amount(),
                            "currency",
                            charge.currency()))));
  }
}
