package io.orgplane.org.organization;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.org.edit.Edit;
import io.orgplane.org.edit.IfMatch;
import io.orgplane.org.edit.Patch;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One organization. */
@Path("/v1/organizations/{org}")
@Authenticated
@Tag(name = "Organizations")
@APIResponse(responseCode = "404", description = "`not-found`")
public class OrganizationResource {

  private static final Permission UPDATE =
      PermissionMatrix.standard().permission("organization:update");
  private static final Permission DELETE =
      PermissionMatrix.standard().permission("organization:delete");

  private final Callers callers;
  private final Access access;
  private final Transactions transactions;
  private final Organizations organizations;
  private final EditingOrganization editing;
  private final DeletingOrganization deleting;

  OrganizationResource(
      Callers callers,
      Access access,
      Transactions transactions,
      Organizations organizations,
      EditingOrganization editing,
      DeletingOrganization deleting) {
    this.callers = callers;
    this.access = access;
    this.transactions = transactions;
    this.organizations = organizations;
    this.editing = editing;
    this.deleting = deleting;
  }

  @GET
  @Operation(summary = "The organization, for everybody in it; its ETag counts the edits")
  @APIResponse(responseCode = "200", description = "As it is")
  public Uni<RestResponse<OrganizationView>> get(@PathParam("org") OrganizationId org) {
    return access
        .requireMember(callers.user(), org)
        .chain(() -> transactions.in(org, tx -> organizations.require(tx, org)))
        .map(OrganizationResource::answer);
  }

  @PATCH
  @Operation(summary = "Changes name or description (Owner, Admin)")
  @APIResponse(responseCode = "200", description = "As it is now")
  @APIResponse(responseCode = "409", description = "`organization-read-only`")
  @APIResponse(responseCode = "412", description = "`precondition-failed`")
  public Uni<RestResponse<OrganizationView>> edit(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IfMatch.HEADER) @Nullable IfMatch onlyIf,
      @NotNull Patch patch) {
    Caller.User user = callers.user();
    return access
        .require(user, org, UPDATE)
        .map(allowed -> Edit.of(patch, onlyIf))
        .chain(edit -> editing.of(org, edit, user))
        .map(OrganizationResource::answer);
  }

  @DELETE
  @Operation(summary = "Ends the organization and everything in it, everywhere (Owner)")
  @APIResponse(responseCode = "204", description = "It is gone")
  public Uni<Void> delete(@PathParam("org") OrganizationId org) {
    Caller.User user = callers.user();
    return access.require(user, org, DELETE).chain(() -> deleting.of(org, user));
  }

  private static RestResponse<OrganizationView> answer(Organization organization) {
    return IfMatch.tagged(OrganizationView.of(organization), organization.version());
  }
}
