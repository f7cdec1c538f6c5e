package io.orgplane.membership.member;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/organizations/{org}/workspaces/{ws}/members")
@Authenticated
@Tag(name = "Members")
@APIResponse(responseCode = "403", description = "forbidden")
@APIResponse(responseCode = "404", description = "not-found")
public class WorkspaceMembersResource {

  private static final Permission READ = PermissionMatrix.standard().permission("workspace:read");
  private static final Permission MANAGE =
      PermissionMatrix.standard().permission("workspace:manage");

  private final Callers callers;
  private final Access access;
  private final MemberList list;
  private final ChangeMembership change;

  WorkspaceMembersResource(
      Callers callers, Access access, MemberList list, ChangeMembership change) {
    this.callers = callers;
    this.access = access;
    this.list = list;
    this.change = change;
  }

  /**
   * @param role what they are to be in this workspace alone; absent to inherit
   */
  public record RoleInWorkspace(@Nullable WorkspaceRole role) {}

  /**
   * @param role of the organization
   * @param override of this workspace; null when there is none
   * @param assigned false for Owners and Admins, who need no assignment
   */
  public record WorkspaceMemberView(
      UserId userId,
      String email,
      String name,
      Role role,
      boolean assigned,
      @Nullable WorkspaceRole override,
      @Nullable String effectiveRole) {

    static WorkspaceMemberView of(Member member, WorkspaceId workspace) {
      return new WorkspaceMemberView(
          member.userId(),
          member.email(),
          member.name(),
          member.role(),
          member.isAssignedTo(workspace),
          member.overrideIn(workspace),
          member.roleIn(workspace).orElse(null));
    }
  }

  @GET
  @Operation(summary = "Who is in a workspace, Owners and Admins included")
  @APIResponse(responseCode = "200", description = "One page")
  public Uni<Page<WorkspaceMemberView>> list(
      @PathParam("org") OrganizationId org,
      @PathParam("ws") WorkspaceId workspace,
      @BeanParam @Valid PageRequest page) {
    return access
        .require(callers.user(), org, workspace, READ)
        .chain(() -> change.requireWorkspace(org, workspace))
        .chain(() -> list.of(org, MemberFilter.in(workspace), page))
        .map(found -> found.map(member -> WorkspaceMemberView.of(member, workspace)));
  }

  @PUT
  @Path("/{user}")
  @Operation(summary = "Assign a member to a workspace, or change their role there")
  @APIResponse(responseCode = "200", description = "The member as they are now")
  @APIResponse(responseCode = "409", description = "conflict: Owners and Admins have none")
  public Uni<MemberView> assign(
      @PathParam("org") OrganizationId org,
      @PathParam("ws") WorkspaceId workspace,
      @PathParam("user") UserId user,
      @Valid @NotNull RoleInWorkspace wanted) {
    Caller.User caller = callers.user();
    return access
        .require(caller, org, workspace, MANAGE)
        .chain(
            () ->
                change.assign(
                    new Target(org, user, caller, null), new Assignment(workspace, wanted.role())))
        .map(MemberView::of);
  }

  @DELETE
  @Path("/{user}")
  @Operation(summary = "End a member's assignment to a workspace")
  @APIResponse(responseCode = "204", description = "The workspace is closed to them")
  @APIResponse(responseCode = "409", description = "conflict: Owners and Admins have none")
  public Uni<Void> unassign(
      @PathParam("org") OrganizationId org,
      @PathParam("ws") WorkspaceId workspace,
      @PathParam("user") UserId user) {
    Caller.User caller = callers.user();
    return access
        .require(caller, org, workspace, MANAGE)
        .chain(() -> change.unassign(new Target(org, user, caller, null), workspace))
        .replaceWithVoid();
  }
}
