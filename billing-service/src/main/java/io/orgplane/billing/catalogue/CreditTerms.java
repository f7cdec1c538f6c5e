package io.orgplane.billing.catalogue;

import io.orgplane.billing.amount.Credits;
import java.util.List;

/**
 * What credits cost beside those that a plan brings, and when their user is warned.
 *
 * @param alerts percentages of a period's credits, upwards
 */
public record CreditTerms(PayAsYouGo payAsYouGo, AddOnPack addOnPack, List<Integer> alerts) {

  public CreditTerms {
    alerts = List.copyOf(alerts);
  }

  /**
   * Credits that are paid after the period in which they were drawn. Amounts are minor units.
   *
   * @param pricePerCredit for one credit
   * @param defaultCap for a period, unless the Owner says otherwise
   * @param minimumCap the lowest cap that can be set
   */
  public record PayAsYouGo(long pricePerCredit, long defaultCap, long minimumCap) {

    /** What may be drawn for that much money. */
    public Credits creditsFor(long amount) {
      return new Credits(Math.multiplyExact(amount, 1_000L) / pricePerCredit);
    }

    /** What those credits cost; the part of a minor unit is the customer's. */
    public long priceOf(Credits credits) {
      return Math.multiplyExact(credits.thousandths(), pricePerCredit) / 1_000L;
    }
  }

  /** A pack of credits that is paid before it is granted, and lasts until it is used. */
  public record AddOnPack(Credits credits, long price, int mostAtOnce) {}
}
