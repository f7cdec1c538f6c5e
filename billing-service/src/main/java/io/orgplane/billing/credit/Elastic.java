package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import java.util.function.Supplier;

/**
 * A grant that grows by what is drawn from it, so that the books of its bucket balance although
 * nobody knows beforehand how much it will be.
 *
 * @param grant the one of this period, made when it is first needed
 * @param headroom by how much it may still grow
 */
record Elastic(Supplier<Grant> grant, Supplier<Credits> headroom) {

  /** Far above what can be asked for, far below what a sum can hold. */
  static final Credits WITHOUT_LIMIT = Credits.whole(1_000_000_000_000L);
}
