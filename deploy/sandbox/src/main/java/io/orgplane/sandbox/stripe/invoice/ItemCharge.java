package io.orgplane.sandbox.stripe.invoice;

import io.orgplane.sandbox.stripe.api.ApiError;
import io.orgplane.sandbox.stripe.api.Arguments;
import io.orgplane.sandbox.stripe.api.Param;
import io.orgplane.sandbox.stripe.catalogue.Price;
import io.orgplane.sandbox.stripe.catalogue.Prices;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much an invoice item asks for: a plain amount, so many units at an amount each, or so many of
 * a price that is paid once.
 *
 * @param unit one unit's price in the currency's smallest unit, with up to twelve decimals
 */
record ItemCharge(
    String currency, long amount, long quantity, BigDecimal unit, @Nullable Price price) {
  static final Param[] PARAMS = {
    Param.integer("amount"),
    Param.integer("quantity"),
    Param.decimal("unit_amount_decimal"),
    Param.hash("pricing", Param.string("price"))
  };

  /** Reads what a new item is to cost. */
  static ItemCharge of(Arguments args, Prices prices) {
    String price = args.hash("pricing").string("price");
    long quantity = args.count("quantity", 1);
    if (price != null) {
      return of(prices.requireOneTime(price, "pricing[price]"), quantity);
    }
    String currency = args.require("currency").toLowerCase(Locale.ROOT);
    BigDecimal unit = args.decimal("unit_amount_decimal");
    if (unit != null) {
      return each(currency, unit, quantity);
    }
    if (args.has("quantity")) {
      throw ApiError.invalid(
          "parameter_missing",
          "A quantity needs `pricing[price]` or `unit_amount_decimal` beside it.",
          "unit_amount_decimal");
    }
    long amount = args.requireInteger("amount");
    return new ItemCharge(currency, amount, 1, BigDecimal.valueOf(amount), null);
  }

  /** What remains of the charge after an update that names only some of its parts. */
  ItemCharge changed(Arguments args, Prices prices) {
    String other = args.hash("pricing").string("price");
    long wanted = args.count("quantity", quantity);
    if (other != null || (price != null && args.has("quantity"))) {
      Price chosen =
          other == null
              ? Objects.requireNonNull(price)
              : prices.requireOneTime(other, "pricing[price]");
      return of(chosen, wanted);
    }
    BigDecimal each = args.decimal("unit_amount_decimal");
    if (each != null || args.has("quantity")) {
      return each(currency, each == null ? unit : each, wanted);
    }
    long plain = args.integer("amount", amount);
    return plain == amount
        ? this
        : new ItemCharge(currency, plain, 1, BigDecimal.valueOf(plain), null);
  }

  static ItemCharge of(Price price, long quantity) {
    return new ItemCharge(
        price.currency(),
        price.unitAmount() * quantity,
        quantity,
        BigDecimal.valueOf(price.unitAmount()),
        price);
  }

  private static ItemCharge each(String currency, BigDecimal unit, long quantity) {
    long amount =
        unit.multiply(BigDecimal.valueOf(quantity))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    return new ItemCharge(currency, amount, quantity, unit, null);
  }

  JsonObject pricing() {
    var pricing =
        new JsonObject().put("type", "price_details").put("unit_amount_decimal", words(unit));
    return price == null
        ? pricing
        : pricing.put(
            "price_details",
            new JsonObject().put("price", price.id()).put("product", price.product().id()));
  }

  private static String words(BigDecimal unit) {
    return unit.stripTrailingZeros().toPlainString();
  }
}
