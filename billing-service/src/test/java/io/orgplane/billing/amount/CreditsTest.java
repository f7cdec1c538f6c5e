package io.orgplane.billing.amount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.001, 1",
    "1.25, 1250",
    "405, 405000",
    "4.05e2, 405000",
    "1.250000, 1250",
    "9999999999.999, 9999999999999",
    "0e-100, 0"
  })
  void a_decimal_is_whole_thousandths(BigDecimal decimal, long thousandths) {
    assertThat(Credits.of(decimal)).isEqualTo(new Credits(thousandths));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0.001",
        "0.0001",
        "1.2345",
        "1e10",
        "1e999999999",
        "1e-999999999",
        "-1e2147483647"
      })
  void what_is_negative_too_fine_or_absurd_is_refused(BigDecimal decimal) {
    assertThatIllegalArgumentException().isThrownBy(() -> Credits.of(decimal));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0.001", "1250, 1.25", "405000, 405", "10000000, 10000"})
  void it_is_written_as_a_plain_decimal(long thousandths, String text) {
    assertThat(new Credits(thousandths)).hasToString(text);
    assertThat(new Credits(thousandths).decimal().toPlainString()).isEqualTo(text);
    assertThat(new Credits(thousandths).decimal().scale()).isBetween(0, 3);
  }

  @Test
  void less_than_nothing_cannot_be_left() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Credits(1).minus(new Credits(2)));
  }
}
