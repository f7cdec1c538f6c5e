package io.orgplane.billing.payment;

/** An organization, as the payment provider knows it. */
public record CustomerId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
