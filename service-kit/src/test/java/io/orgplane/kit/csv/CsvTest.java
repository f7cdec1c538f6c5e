package io.orgplane.kit.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void a_line_ends_as_the_rfc_says_and_nothing_is_an_empty_field() {
    assertThat(Csv.line("a", null, 7)).isEqualTo("a,,7\r\n");
  }

  @Test
  void commas_quotes_and_line_breaks_are_quoted() {
    assertThat(Csv.line("a,b", "say \"hi\"", "two\nlines", "plain"))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",plain\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\uFF1D1"})
  void what_a_spreadsheet_would_run_is_only_text(String formula) {
    assertThat(Csv.line(formula)).isEqualTo("'" + formula + "\r\n");
  }

  @Test
  void a_formula_behind_a_line_break_is_neutralised_and_quoted() {
    assertThat(Csv.line("\r=1+1")).isEqualTo("\"'\r=1+1\"\r\n");
  }

  @Test
  void numbers_and_times_stay_what_they_are() {
    assertThat(Csv.line(-5, Instant.parse("2026-03-01T00:00:00Z")))
        .isEqualTo("-5,2026-03-01T00:00:00Z\r\n");
  }
}
