package io.orgplane.membership.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BrandTest {

  /** The ends of the scale, as WCAG 2.2 has them. */
  @Test
  void contrast_is_that_of_the_standard() {
    assertThat(Brand.contrastWithWhite("#000000")).isCloseTo(21, within(0.001));
    assertThat(Brand.contrastWithWhite("#ffffff")).isCloseTo(1, within(0.001));
    assertThat(Brand.contrastWithWhite("#767676")).isCloseTo(4.54, within(0.01));
  }

  @Test
  void a_colour_on_which_white_is_hard_to_read_is_refused_by_name() {
    assertThatThrownBy(() -> new Brand("Acme", "Acme", "#777777", null))
        .hasMessageContaining("orgplane.brand.color");
    assertThat(new Brand("Acme", "Acme", "#767676", null).support()).isNull();
  }
}
