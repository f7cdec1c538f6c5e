package io.orgplane.sandbox.stripe.portal;

import io.orgplane.sandbox.stripe.api.Ids;
import io.orgplane.sandbox.stripe.api.Resource;
import io.orgplane.sandbox.stripe.customer.Customer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A customer's way into the portal. */
record PortalSession(
    String id, Customer customer, @Nullable String returnUrl, String url, long created)
    implements Resource {
  private static final String DEFAULT_CONFIGURATION = "bpc_" + Ids.random(24);

  static PortalSession of(
      Customer customer, @Nullable String returnUrl, String origin, long created) {
    String id = Ids.next("bps");
    return new PortalSession(id, customer, returnUrl, origin + "/p/session/" + id, created);
  }

  @Override
  public JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("object", "billing_portal.session")
        .put("configuration", DEFAULT_CONFIGURATION)
        .put("created", created)
        .put("customer", customer.id())
        .putNull("customer_account")
        .putNull("flow")
        .put("livemode", false)
        .putNull("locale")
        .putNull("on_behalf_of")
        .put("return_url", returnUrl)
        .put("url", url);
  }
}
