package io.orgplane.billing.stripe;

import io.orgplane.kit.production.UnsafeSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What must not reach production of the way to Stripe. */
@ApplicationScoped
class StripeSettings implements UnsafeSettings {

  private static final String LIVE = "sk_live_";
  private static final String RESTRICTED = "rk_live_";
  private static final String LOCAL_WEBHOOK_SECRET = "whsec_orgplane_local";

  private final StripeConfig config;

  StripeSettings(StripeConfig config) {
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> find() {
    List<UnsafeSetting> found = new ArrayList<>();
    String key = config.secretKey();
    if (!key.startsWith(LIVE) && !key.startsWith(RESTRICTED)) {
      found.add(new UnsafeSetting("orgplane.stripe.secret-key", "set a live key of Stripe"));
    }
    if (config.webhookSecret().equals(LOCAL_WEBHOOK_SECRET)) {
      found.add(
          new UnsafeSetting(
              "orgplane.stripe.webhook-secret", "set the signing secret of the endpoint"));
    }
    if (config.apiBase().filter(base -> !"https".equals(base.getScheme())).isPresent()) {
      found.add(
          new UnsafeSetting("orgplane.stripe.api-base", "remove it, so that Stripe is reached"));
    }
    return found;
  }
}
