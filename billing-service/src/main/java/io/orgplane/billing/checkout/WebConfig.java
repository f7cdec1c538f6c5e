package io.orgplane.billing.checkout;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where people use the product. */
@ConfigMapping(prefix = "orgplane.web")
public interface WebConfig {

  /** The origin to which the payment provider sends people back, such as {@code https://app…}. */
  URI origin();
}
