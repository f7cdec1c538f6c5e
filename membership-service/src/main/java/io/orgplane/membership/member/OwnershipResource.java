package io.orgplane.membership.member;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/organizations/{org}/ownership-transfer")
@Authenticated
@Tag(name = "Members")
public class OwnershipResource {

  private static final Permission TRANSFER =
      PermissionMatrix.standard().permission("ownership:transfer");

  private final Callers callers;
  private final Access access;
  private final TransferOwnership transfer;

  OwnershipResource(Callers callers, Access access, TransferOwnership transfer) {
    this.callers = callers;
    this.access = access;
    this.transfer = transfer;
  }

  /** Who is to be Owner. */
  public record Heir(@NotNull UserId userId) {}

  @POST
  @Operation(summary = "Make a member Owner and become Admin, in one step")
  @APIResponse(responseCode = "200", description = "The new Owner")
  @APIResponse(responseCode = "403", description = "forbidden: needs ownership:transfer")
  @APIResponse(responseCode = "404", description = "not-found: no such member")
  @APIResponse(responseCode = "409", description = "conflict: they are an Owner already")
  public Uni<MemberView> transfer(
      @PathParam("org") OrganizationId org, @Valid @NotNull Heir wanted) {
    Caller.User caller = callers.user();
    return access
        .require(caller, org, TRANSFER)
        .chain(() -> transfer.to(org, wanted.userId(), caller))
        .map(MemberView::of);
  }
}
