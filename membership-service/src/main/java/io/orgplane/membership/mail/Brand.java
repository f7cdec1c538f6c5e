package io.orgplane.membership.mail;

import org.jspecify.annotations.Nullable;

/**
 * As whom mails speak, checked.
 *
 * @param support an address; null when there is none
 */
record Brand(String productName, String logoText, String color, @Nullable String support) {

  private static final double LEAST_CONTRAST = 4.5;

  Brand {
    if (contrastWithWhite(color) < LEAST_CONTRAST) {
      throw new IllegalArgumentException(
          "orgplane.brand.color: white on " + color + " is hard to read; take a darker one");
    }
  }

  static Brand of(BrandConfig config) {
    return new Brand(
        config.productName(),
        config.logoText().orElseGet(config::productName),
        config.color(),
        config.supportAddress().orElse(null));
  }

  /** WCAG 2.2, "contrast ratio" and "relative luminance". */
  static double contrastWithWhite(String color) {
    double luminance =
        0.2126 * linear(color, 1) + 0.7152 * linear(color, 3) + 0.0722 * linear(color, 5);
    return 1.05 / (luminance + 0.05);
  }

  private static double linear(String color, int at) {
    double value = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
