package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;

/**
 * What a month gives.
 *
 * @param perSeat credits for each seat
 */
public record Entitlement(Credits perSeat, int seats) {

  Credits total() {
    return perSeat.times(seats);
  }

  Entitlement withPerSeat(Credits wanted) {
    return new Entitlement(wanted, seats);
  }

  Entitlement withSeats(int wanted) {
    return new Entitlement(perSeat, wanted);
  }
}
