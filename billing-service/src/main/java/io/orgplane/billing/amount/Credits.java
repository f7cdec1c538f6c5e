package io.orgplane.billing.amount;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An amount of credits, never negative, in whole thousandths; a decimal on the wire. */
@Schema(
    type = SchemaType.NUMBER,
    description = "Credits, a decimal with up to three places",
    examples = "1.25")
public record Credits(long thousandths) implements Comparable<Credits> {

  public static final Credits NONE = new Credits(0);

  private static final int PLACES = 3;

  /** A billion credits: far above any pool, far below what a sum of thousandths can hold. */
  private static final int MOST_DIGITS = 10;

  public Credits {
    if (thousandths < 0) {
      throw new IllegalArgumentException("credits are never negative");
    }
  }

  public static Credits whole(long credits) {
    return new Credits(Math.multiplyExact(credits, 1_000L));
  }

  /**
   * From the wire.
   *
   * @throws IllegalArgumentException when negative, finer than a thousandth or absurdly large; the
   *     size is looked at before any digit is written out
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Credits of(BigDecimal decimal) {
    BigDecimal plain = decimal.stripTrailingZeros();
    if (plain.signum() < 0
        || plain.scale() > PLACES
        || (long) plain.precision() - plain.scale() > MOST_DIGITS) {
      throw new IllegalArgumentException("credits are decimals with up to three places");
    }
    return new Credits(plain.movePointRight(PLACES).longValueExact());
  }

  @JsonValue
  public BigDecimal decimal() {
    BigDecimal decimal = BigDecimal.valueOf(thousandths, PLACES).stripTrailingZeros();
    return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
  }

  public Credits plus(Credits more) {
    return new Credits(Math.addExact(thousandths, more.thousandths));
  }

  /**
   * What is left.
   *
   * @throws IllegalArgumentException when less is there
   */
  public Credits minus(Credits less) {
    return new Credits(thousandths - less.thousandths);
  }

  public Credits times(long factor) {
    return new Credits(Math.multiplyExact(thousandths, factor));
  }

  public Credits min(Credits other) {
    return thousandths <= other.thousandths ? this : other;
  }

  public boolean isNone() {
    return thousandths == 0;
  }

  public boolean isLessThan(Credits other) {
    return thousandths < other.thousandths;
  }

  @Override
  public int compareTo(Credits other) {
    return Long.compare(thousandths, other.thousandths);
  }

  @Override
  public String toString() {
    return decimal().toPlainString();
  }
}
