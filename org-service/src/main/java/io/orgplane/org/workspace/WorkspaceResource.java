package io.orgplane.org.workspace;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.org.edit.Edit;
import io.orgplane.org.edit.IfMatch;
import io.orgplane.org.edit.Patch;
import io.orgplane.org.workspace.ReadingWorkspaces.Shown;
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

/** One workspace. Whoever does not see it gets the 404 of one that does not exist. */
@Path("/v1/organizations/{org}/workspaces/{ws}")
@Authenticated
@Tag(name = "Workspaces")
@APIResponse(responseCode = "404", description = "`not-found`")
public class WorkspaceResource {

  private static final Permission MANAGE =
      PermissionMatrix.standard().permission("workspace:manage");
  private static final Permission DELETE =
      PermissionMatrix.standard().permission("workspaces:delete");

  private final Callers callers;
  private final Access access;
  private final VisibleWorkspaces visible;
  private final ReadingWorkspaces reading;
  private final EditingWorkspace editing;
  private final DeletingWorkspace deleting;

  WorkspaceResource(
      Callers callers,
      Access access,
      VisibleWorkspaces visible,
      ReadingWorkspaces reading,
      EditingWorkspace editing,
      DeletingWorkspace deleting) {
    this.callers = callers;
    this.access = access;
    this.visible = visible;
    this.reading = reading;
    this.editing = editing;
    this.deleting = deleting;
  }

  @GET
  @Operation(summary = "The workspace; its ETag counts the edits")
  @APIResponse(responseCode = "200", description = "As it is")
  public Uni<RestResponse<WorkspaceView>> get(
      @PathParam("org") OrganizationId org, @PathParam("ws") WorkspaceId ws) {
    return visible
        .require(callers.user(), org, ws)
        .chain(() -> reading.one(org, ws))
        .map(WorkspaceResource::answer);
  }

  @PATCH
  @Operation(summary = "Changes name or description (Admin of the workspace)")
  @APIResponse(responseCode = "200", description = "As it is now")
  @APIResponse(
      responseCode = "409",
      description = "`conflict`, `organization-read-only`, `over-limit`")
  @APIResponse(responseCode = "412", description = "`precondition-failed`")
  public Uni<RestResponse<WorkspaceView>> edit(
      @PathParam("org") OrganizationId org,
      @PathParam("ws") WorkspaceId ws,
      @HeaderParam(IfMatch.HEADER) @Nullable IfMatch onlyIf,
      @NotNull Patch patch) {
    Caller.User user = callers.user();
    return visible
        .require(user, org, ws)
        .chain(() -> access.require(user, org, ws, MANAGE))
        .map(allowed -> Edit.of(patch, onlyIf))
        .chain(edit -> editing.of(org, ws, edit, user))
        .map(edited -> answer(new Shown(edited, false)));
  }

  @DELETE
  @Operation(summary = "Deletes the workspace, unless it is the last one (Owner, Admin)")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "409", description = "`last-workspace`")
  public Uni<Void> delete(@PathParam("org") OrganizationId org, @PathParam("ws") WorkspaceId ws) {
    Caller.User user = callers.user();
    return visible
        .require(user, org, ws)
        .chain(() -> access.require(user, org, DELETE))
        .chain(() -> deleting.of(org, ws, user));
  }

  private static RestResponse<WorkspaceView> answer(Shown shown) {
    return IfMatch.tagged(shown.view(), shown.workspace().version());
  }
}
