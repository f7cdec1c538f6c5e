package io.orgplane.sandbox.stripe.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Amounts in a currency's smallest unit. */
public final class Money {
  private Money() {}

  /**
   * {@code amount × part ÷ whole}, half a cent up in size: a credit and a charge of the same size
   * cancel out.
   */
  public static long share(long amount, long part, long whole) {
    return BigDecimal.valueOf(amount)
        .multiply(BigDecimal.valueOf(part))
        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** "$25.00", "25.00 EUR". */
  public static String words(long amount, String currency) {
    String figure = BigDecimal.valueOf(Math.abs(amount), 2).toPlainString();
    String sign = amount < 0 ? "-" : "";
    return currency.equals("usd")
        ? sign + "$" + figure
        : sign + figure + " " + currency.toUpperCase(Locale.ROOT);
  }
}
