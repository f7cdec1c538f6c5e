package io.orgplane.billing.checkout;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.payment.CheckoutPage;
import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The ways to the provider's own pages, for the organization's Owners. */
@Path("/v1/organizations/{org}/billing")
@Authenticated
public class CheckoutResource {

  private static final int MOST_SEATS = 100_000;
  private static final Permission MANAGE = PermissionMatrix.standard().permission("billing:manage");

  private final Callers callers;
  private final Access access;
  private final StartCheckout checkout;
  private final OpenPortal portal;

  CheckoutResource(Callers callers, Access access, StartCheckout checkout, OpenPortal portal) {
    this.callers = callers;
    this.access = access;
    this.checkout = checkout;
    this.portal = portal;
  }

  /** What is to be bought. */
  public record NewCheckout(
      @NotNull @Size(max = 64) String plan,
      @NotNull Interval interval,
      @NotNull @Min(1) @Max(MOST_SEATS) Integer seats,
      @Nullable Boolean trial) {}

  /** Where it is paid. */
  public record CheckoutView(String url, String sessionId) {

    static CheckoutView of(CheckoutPage page) {
      return new CheckoutView(page.url(), page.sessionId());
    }
  }

  /** Where cards are kept. */
  public record PortalView(URI url) {}

  @POST
  @Path("/checkout")
  @ResponseStatus(201)
  @Operation(summary = "Opens a page on which the first plan is bought")
  @APIResponse(
      responseCode = "201",
      description = "The page",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CheckoutView.class)))
  @APIResponse(responseCode = "409", description = "over-limit, conflict: paid already")
  public Uni<CheckoutView> checkout(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
      @Valid @NotNull NewCheckout wanted) {
    Caller.User user = callers.user();
    return access
        .require(user, org, MANAGE)
        .chain(
            () ->
                checkout.of(
                    org,
                    user,
                    key,
                    new StartCheckout.Wish(
                        wanted.plan(),
                        wanted.interval(),
                        wanted.seats(),
                        Boolean.TRUE.equals(wanted.trial()))))
        .map(CheckoutView::of);
  }

  @POST
  @Path("/portal")
  @ResponseStatus(201)
  @Operation(summary = "Opens a page on which means of payment are kept")
  @APIResponse(
      responseCode = "201",
      description = "The page",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PortalView.class)))
  @APIResponse(responseCode = "402", description = "payment-required: nothing was bought yet")
  public Uni<PortalView> portal(@PathParam("org") OrganizationId org) {
    Caller.User user = callers.user();
    return access
        .require(user, org, MANAGE)
        .chain(() -> portal.of(org, user.actor()))
        .map(PortalView::new);
  }
}
