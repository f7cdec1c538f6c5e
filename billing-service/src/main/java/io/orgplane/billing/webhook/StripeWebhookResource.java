package io.orgplane.billing.webhook;

import io.orgplane.billing.payment.PaymentProblem.ForgedNotice;
import io.orgplane.billing.payment.PaymentProvider;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Where Stripe says that something has changed. The signature is over the bytes as they came, so
 * the body is not parsed before it holds.
 */
@Path("/v1/webhooks/stripe")
@PermitAll
public class StripeWebhookResource {

  private final PaymentProvider provider;
  private final ReceivingHints receiving;

  StripeWebhookResource(PaymentProvider provider, ReceivingHints receiving) {
    this.provider = provider;
    this.receiving = receiving;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "For Stripe, with its signature")
  @APIResponse(responseCode = "204", description = "Heard, now or before")
  @APIResponse(responseCode = "400", description = "The signature does not hold")
  public Uni<Void> receive(
      @HeaderParam("Stripe-Signature") @Nullable String signature, byte @Nullable [] body) {
    if (signature == null || body == null) {
      throw new ForgedNotice();
    }
    return receiving.receive(provider.read(new String(body, StandardCharsets.UTF_8), signature));
  }
}
