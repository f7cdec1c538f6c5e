package io.orgplane.membership.mail;

import io.smallrye.config.ConfigMapping;

/** Where the product's pages are. */
@ConfigMapping(prefix = "orgplane.web")
public interface WebConfig {

  /**
   * Origin of every link in a mail, such as {@code https://app.example.com}. Never taken from a
   * request: whoever can set a Host header could otherwise have the link lead to themselves.
   */
  String origin();
}
