package io.orgplane.org.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.kit.problem.CommonProblem.PreconditionFailed;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void names_are_trimmed_of_every_kind_of_blank() {
    assertThat(Name.of("\u00a0\u3000 \tAcme Corp\u2003\ufeff\n").value()).isEqualTo("Acme Corp");
  }

  @Test
  void characters_are_counted_and_not_their_halves() {
    assertThat(Name.of("😀".repeat(100)).value()).hasSize(200);
    assertThatThrownBy(() -> Name.of("😀".repeat(101))).isInstanceOf(ValidationFailed.class);
  }

  @Test
  void names_are_compared_without_case_and_composition() {
    assertThat(Name.of("STRASSE").key()).isEqualTo(Name.of("Straße").key());
    assertThat(Name.of("É").key()).isEqualTo(Name.of("e\u0301").key());
    assertThat(Name.of("Ⅷ").key()).isEqualTo(Name.of("viii").key());
    assertThat(Name.of("a").key()).isNotEqualTo(Name.of("á").key());
  }

  @Test
  void a_description_may_have_lines_and_no_other_controls() {
    assertThat(Description.of(" a\r\n\tb ").value()).isEqualTo("a\r\n\tb");
    assertThat(Description.of(null)).isEqualTo(Description.NONE);
    assertThatThrownBy(() -> Description.of("a\u0007b")).isInstanceOf(ValidationFailed.class);
    assertThatThrownBy(() -> Description.of("a\ud800b")).isInstanceOf(ValidationFailed.class);
  }

  @Test
  void a_tag_matches_its_version_alone_and_a_weak_one_none() {
    IfMatch.fromString("\"2\"").require(2);
    IfMatch.fromString("\"1\" , \"2\"").require(2);
    IfMatch.fromString(" * ").require(7);
    assertThatThrownBy(() -> IfMatch.fromString("\"2\"").require(3))
        .isInstanceOf(PreconditionFailed.class);
    assertThatThrownBy(() -> IfMatch.fromString("W/\"2\"").require(2))
        .isInstanceOf(PreconditionFailed.class);
    assertThatThrownBy(() -> IfMatch.fromString("2")).isInstanceOf(ValidationFailed.class);
  }
}
