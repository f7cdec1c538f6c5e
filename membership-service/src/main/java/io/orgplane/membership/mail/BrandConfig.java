package io.orgplane.membership.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** As whom mails speak. */
@ConfigMapping(prefix = "orgplane.brand")
public interface BrandConfig {

  /** What people know the product as. */
  @WithDefault("Orgplane")
  @NotBlank
  String productName();

  /** What stands at the head of a mail; the product's name when it is not set. */
  Optional<String> logoText();

  /**
   * Of the head, of buttons and of links, as {@code #rrggbb}. Refused at start when white on it
   * cannot be read by everybody (contrast below 4.5:1, WCAG 2.2, success criterion 1.4.3).
   */
  @WithDefault("#0b4f9e")
  @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "must be a colour such as #0b4f9e")
  String color();

  /** Where readers can ask; the line is left out when it is not set. */
  Optional<String> supportAddress();
}
