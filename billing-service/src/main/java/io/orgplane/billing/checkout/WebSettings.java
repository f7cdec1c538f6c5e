package io.orgplane.billing.checkout;

import io.orgplane.kit.production.UnsafeSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** People who have paid are not sent back over an open line. */
@ApplicationScoped
class WebSettings implements UnsafeSettings {

  private final WebConfig config;

  WebSettings(WebConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> find() {
    return "https".equals(config.origin().getScheme())
        ? List.of()
        : List.of(new UnsafeSetting("orgplane.web.origin", "use https"));
  }
}
