package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import java.util.List;

/**
 * How far a period's credits are used up.
 *
 * @param alerted the highest percentage that was told of
 */
record Consumption(Credits granted, Credits drawn, int alerted) {

  static final Consumption NOTHING = new Consumption(Credits.NONE, Credits.NONE, 0);

  Consumption plus(Credits more) {
    return new Consumption(granted.plus(more), drawn, alerted);
  }

  Consumption drawing(Credits taken) {
    return new Consumption(granted, drawn.plus(taken), alerted);
  }

  Consumption told(int percentage) {
    return new Consumption(granted, drawn, percentage);
  }

  /** The percentages that have been reached and not yet been told of. */
  List<Integer> news(List<Integer> percentages) {
    return percentages.stream().filter(each -> each > alerted && reaches(each)).toList();
  }

  private boolean reaches(int percentage) {
    return !granted.isNone()
        && Math.multiplyExact(drawn.thousandths(), 100L)
            >= Math.multiplyExact(granted.thousandths(), (long) percentage);
  }
}
