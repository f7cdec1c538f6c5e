package io.orgplane.billing.addon;

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
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Packs of credits, bought by an Owner. */
@Path("/v1/organizations/{org}/billing/add-on-packs")
@Authenticated
public class AddOnResource {

  private static final Permission BILLING_MANAGE =
      PermissionMatrix.standard().permission("billing:manage");

  private final Callers callers;
  private final Access access;
  private final BuyPacks buyPacks;

  AddOnResource(Callers callers, Access access, BuyPacks buyPacks) {
    this.callers = callers;
    this.access = access;
    this.buyPacks = buyPacks;
  }

  /** How many. */
  public record NewPacks(@NotNull @Min(1) Integer packs) {}

  @POST
  @ResponseStatus(201)
  @Operation(
      summary = "Buys packs of credits, which last until they are used",
      description =
          "The price is the catalogue's. They are paid first, and granted with the answer.")
  @APIResponse(
      responseCode = "201",
      description = "Paid and granted",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AddOnView.class)))
  @APIResponse(
      responseCode = "402",
      description = "payment-failed: the card was declined; payment-required: an invoice is unpaid")
  @APIResponse(responseCode = "403", description = "plan-required: the plan has no packs")
  public Uni<AddOnView> buy(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
      @Valid @NotNull NewPacks wanted) {
    Caller.User user = callers.user();
    return access
        .require(user, org, BILLING_MANAGE)
        .chain(() -> buyPacks.of(org, user, key, wanted.packs()));
  }
}
