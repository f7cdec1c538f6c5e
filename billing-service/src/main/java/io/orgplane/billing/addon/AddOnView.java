package io.orgplane.billing.addon;

import io.orgplane.billing.amount.Credits;
import java.util.UUID;

/**
 * What was bought.
 *
 * @param amount minor units, of all packs together
 */
public record AddOnView(UUID id, int packs, Credits credits, long amount, String currency) {

  static AddOnView of(UUID id, AddOnOrder order) {
    return new AddOnView(id, order.packs(), order.credits(), order.amount(), order.currency());
  }
}
