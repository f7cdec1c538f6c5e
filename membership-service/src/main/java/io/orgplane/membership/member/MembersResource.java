package io.orgplane.membership.member;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.membership.revocation.RevocationId;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/organizations/{org}/members")
@Authenticated
@Tag(name = "Members")
@APIResponse(responseCode = "403", description = "forbidden")
@APIResponse(responseCode = "404", description = "not-found")
public class MembersResource {

  private static final Permission MANAGE = permission("members:manage");
  private static final Permission MANAGE_ROLES = permission("roles:manage");
  private static final int ACCEPTED = 202;

  private final Callers callers;
  private final Access access;
  private final Transactions transactions;
  private final Members members;
  private final MemberList list;
  private final ChangeMembership change;
  private final RemoveMember remove;

  MembersResource(
      Callers callers,
      Access access,
      Transactions transactions,
      Members members,
      MemberList list,
      ChangeMembership change,
      RemoveMember remove) {
    this.callers = callers;
    this.access = access;
    this.transactions = transactions;
    this.members = members;
    this.list = list;
    this.change = change;
    this.remove = remove;
  }

  public record RoleChange(@NotNull Role role) {}

  public record WorkspaceList(
      @NotNull @Size(max = 1000) List<@NotNull @Valid Assignment> workspaces) {}

  /** Under this id the revocation's record is found. */
  public record Removal(RevocationId revocationId) {}

  @GET
  @Operation(summary = "The members of an organization, oldest first")
  @APIResponse(responseCode = "200", description = "One page")
  @APIResponse(responseCode = "400", description = "validation-failed: limit, cursor, q, role")
  public Uni<Page<MemberView>> list(
      @PathParam("org") OrganizationId org,
      @BeanParam @Valid MemberFilter filter,
      @BeanParam @Valid PageRequest page) {
    return access
        .requireMember(callers.user(), org)
        .chain(() -> list.of(org, filter, page))
        .map(found -> found.map(MemberView::of));
  }

  @GET
  @Path("/{user}")
  @Operation(summary = "One member")
  @APIResponse(responseCode = "200", description = "With an ETag for If-Match")
  public Uni<RestResponse<MemberView>> get(
      @PathParam("org") OrganizationId org, @PathParam("user") UserId user) {
    return access
        .requireMember(callers.user(), org)
        .chain(() -> transactions.in(org, tx -> members.require(tx, org, user)))
        .map(MembersResource::answer);
  }

  @PATCH
  @Path("/{user}")
  @Operation(summary = "Give a member another role")
  @APIResponse(responseCode = "200", description = "The member as they are now")
  @APIResponse(responseCode = "409", description = "last-owner")
  @APIResponse(responseCode = "412", description = "precondition-failed")
  public Uni<RestResponse<MemberView>> changeRole(
      @PathParam("org") OrganizationId org,
      @PathParam("user") UserId user,
      @HeaderParam(IfMatch.HEADER) @Nullable IfMatch seen,
      @Valid @NotNull RoleChange wanted) {
    Caller.User caller = callers.user();
    return access
        .require(caller, org, MANAGE_ROLES)
        .chain(() -> change.role(new Target(org, user, caller, seen), wanted.role()))
        .map(MembersResource::answer);
  }

  @PUT
  @Path("/{user}/workspaces")
  @Operation(summary = "Replace the workspaces that a member is assigned to")
  @APIResponse(responseCode = "200", description = "The member as they are now")
  @APIResponse(responseCode = "409", description = "conflict: Owners and Admins have none")
  @APIResponse(responseCode = "412", description = "precondition-failed")
  public Uni<RestResponse<MemberView>> replaceWorkspaces(
      @PathParam("org") OrganizationId org,
      @PathParam("user") UserId user,
      @HeaderParam(IfMatch.HEADER) @Nullable IfMatch seen,
      @Valid @NotNull WorkspaceList wanted) {
    Caller.User caller = callers.user();
    return access
        .require(caller, org, MANAGE)
        .map(allowed -> Assignment.distinct(wanted.workspaces()))
        .chain(list -> change.workspaces(new Target(org, user, caller, seen), list))
        .map(MembersResource::answer);
  }

  @DELETE
  @Path("/{user}")
  @ResponseStatus(ACCEPTED)
  @Operation(summary = "Remove a member; members may remove themselves")
  @APIResponse(
      responseCode = "202",
      description = "Access has ended; the revocation follows it up",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Removal.class)))
  @APIResponse(responseCode = "409", description = "last-owner")
  public Uni<Removal> remove(@PathParam("org") OrganizationId org, @PathParam("user") UserId user) {
    Caller.User caller = callers.user();
    return requireMayRemove(caller, org, user)
        .chain(() -> remove.of(org, user, caller))
        .map(Removal::new);
  }

  private Uni<Void> requireMayRemove(Caller.User caller, OrganizationId org, UserId user) {
    return caller.id().equals(user)
        ? access.requireMember(caller, org)
        : access.require(caller, org, MANAGE);
  }

  private static RestResponse<MemberView> answer(Member member) {
    return RestResponse.ResponseBuilder.ok(MemberView.of(member))
        .header("ETag", IfMatch.etag(member))
        .build();
  }

  private static Permission permission(String name) {
    return PermissionMatrix.standard().permission(name);
  }
}
