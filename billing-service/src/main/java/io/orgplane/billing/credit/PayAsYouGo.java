package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.catalogue.CreditTerms;
import org.jspecify.annotations.Nullable;

/**
 * Credits that are paid afterwards.
 *
 * @param allowed whether the subscription has it, and is paid
 * @param enabled whether the Owner wants it
 * @param cap minor units a period; none is without limit
 */
record PayAsYouGo(boolean allowed, boolean enabled, @Nullable Long cap) {

  static PayAsYouGo off(boolean allowed) {
    return new PayAsYouGo(allowed, false, null);
  }

  /** Nobody has enabled it yet, or it was switched off without a cap. */
  boolean isNew() {
    return !enabled && cap == null;
  }

  PayAsYouGo allowed(boolean now) {
    return new PayAsYouGo(now, enabled, cap);
  }

  /** What can still be drawn in a period in which that much has been. */
  Credits headroom(CreditTerms.PayAsYouGo terms, Credits granted) {
    if (!allowed || !enabled) {
      return Credits.NONE;
    }
    if (cap == null) {
      return Elastic.WITHOUT_LIMIT;
    }
    Credits most = terms.creditsFor(cap);
    return granted.isLessThan(most) ? most.minus(granted) : Credits.NONE;
  }
}
