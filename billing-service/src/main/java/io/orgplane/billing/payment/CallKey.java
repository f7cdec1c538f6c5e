package io.orgplane.billing.payment;

/**
 * What makes a repeated call recognisable to the provider: derived from what is to be done, so that
 * the same deed has the same key whoever asks for it and however often.
 *
 * @param round counts answers that were failures of the provider itself. It keeps those under their
 *     key, so after looking whether there was an effect, the next round needs another key.
 */
public record CallKey(String base, int round) {

  public CallKey of(String step) {
    return new CallKey(step + ":" + base, round);
  }

  @Override
  public String toString() {
    return round == 0 ? base : base + ":r" + round;
  }
}
