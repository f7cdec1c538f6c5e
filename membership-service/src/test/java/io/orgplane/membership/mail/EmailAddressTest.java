package io.orgplane.membership.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "ann@example.com, ann@example.com",
    "'  Ann.O-Hara+Tag@Example.COM\t', ann.o-hara+tag@example.com",
    "x@bücher.com, x@xn--bcher-kva.com",
    "x@BÜCHER.com, x@xn--bcher-kva.com",
    "x@faß.de, x@fass.de",
    "!#$%&'*+/=?^_`{|}~-@a.co, !#$%&'*+/=?^_`{|}~-@a.co"
  })
  void addresses_have_one_form(String typed, String form) {
    assertThat(EmailAddress.parse(typed)).contains(new EmailAddress(form));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "ann",
        "ann@",
        "@example.com",
        "ann@localhost",
        "ann@example..com",
        "ann@-example.com",
        "ann@example-.com",
        "ann@exa_mple.com",
        "ann@example.123",
        "ann@[127.0.0.1]",
        "a b@example.com",
        "ann@exam ple.com",
        ".ann@example.com",
        "ann.@example.com",
        "a..b@example.com",
        "\"ann\"@example.com",
        "ann@bob@example.com",
        "jürgen@example.com",
        "\u212Aate@example.com",
        "ann@example.com\r\nBcc: eve@example.com",
        "ann\u0000@example.com",
        "ann@example.com,eve@example.com",
        "<ann@example.com>"
      })
  void everything_else_is_refused(String typed) {
    assertThat(EmailAddress.parse(typed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"64, 60, true", "65, 60, false", "10, 64, false"})
  void lengths_are_those_of_the_standard(int local, int label, boolean fits) {
    String address = "a".repeat(local) + "@" + "b".repeat(label) + ".com";
    assertThat(EmailAddress.parse(address).isPresent()).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({"59, true", "60, false"})
  void the_whole_has_at_most_254_characters(int last, boolean fits) {
    String label = "b".repeat(61) + ".";
    String address = "aa@" + label + label + label + "c".repeat(last) + ".com";
    assertThat(address).hasSize(fits ? 252 : 253);
    assertThat(EmailAddress.parse(address)).isPresent();
    assertThat(EmailAddress.parse("aa" + address)).matches(found -> found.isPresent() == fits);
  }
}
