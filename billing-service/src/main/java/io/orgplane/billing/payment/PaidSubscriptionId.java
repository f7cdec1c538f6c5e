package io.orgplane.billing.payment;

/** A subscription, as the payment provider knows it. */
public record PaidSubscriptionId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
