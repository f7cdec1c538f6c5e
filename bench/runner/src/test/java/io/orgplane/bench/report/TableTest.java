package io.orgplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void names_stand_to_the_left_and_figures_to_the_right() {
    Table table = new Table("what", "ms").row("a long name", 7).row("b", "123.4");

    assertThat(table)
        .hasToString(
            """
            | what        |    ms |
            | ----------- | ----: |
            | a long name |     7 |
            | b           | 123.4 |
            """);
  }

  @Test
  void a_row_has_a_cell_for_every_column() {
    assertThatThrownBy(() -> new Table("what", "ms").row("alone"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
