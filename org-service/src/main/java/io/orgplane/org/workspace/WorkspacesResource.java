package io.orgplane.org.workspace;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import io.orgplane.org.workspace.ReadingWorkspaces.Shown;
import io.orgplane.org.workspace.Standing.Wanted;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The workspaces of an organization. */
@Path("/v1/organizations/{org}/workspaces")
@Authenticated
@Tag(name = "Workspaces")
@APIResponse(responseCode = "404", description = "`not-found`")
public class WorkspacesResource {

  private static final int CREATED = 201;
  private static final Permission CREATE =
      PermissionMatrix.standard().permission("workspaces:create");

  private final Callers callers;
  private final Access access;
  private final VisibleWorkspaces visible;
  private final ReadingWorkspaces reading;
  private final CreatingWorkspace creating;

  WorkspacesResource(
      Callers callers,
      Access access,
      VisibleWorkspaces visible,
      ReadingWorkspaces reading,
      CreatingWorkspace creating) {
    this.callers = callers;
    this.access = access;
    this.visible = visible;
    this.reading = reading;
    this.creating = creating;
  }

  /** A new workspace. */
  @Schema(name = "NewWorkspace")
  public record NewWorkspace(
      @Schema(required = true, minLength = 1, maxLength = Name.MAX_LENGTH) @Nullable String name,
      @Schema(maxLength = Description.MAX_LENGTH) @Nullable String description,
      @NotNull CloudProvider cloudProvider) {

    Wanted wanted() {
      return new Wanted(Name.of(name), Description.of(description), cloudProvider);
    }
  }

  @GET
  @Operation(summary = "The workspaces that the caller sees: Owners and Admins all, others theirs")
  @APIResponse(responseCode = "200", description = "One page")
  public Uni<Page<WorkspaceView>> list(
      @PathParam("org") OrganizationId org, @BeanParam @Valid PageRequest page) {
    return visible
        .of(callers.user(), org)
        .chain(sight -> reading.list(org, sight, page))
        .map(found -> Page.of(found, page, each -> Cursor.at(each.workspace().id())))
        .map(found -> found.map(Shown::view));
  }

  @POST
  @ResponseStatus(CREATED)
  @Operation(summary = "Creates a workspace (Owner, Admin); the first becomes the default")
  @APIResponse(
      responseCode = "201",
      description = "It exists",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = WorkspaceView.class)))
  @APIResponse(
      responseCode = "409",
      description = "`workspace-limit-reached`, `organization-read-only`, `conflict`")
  @APIResponse(responseCode = "422", description = "`idempotency-key-reused`")
  public Uni<WorkspaceView> create(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
      @Valid @NotNull NewWorkspace workspace) {
    Caller.User user = callers.user();
    return access
        .require(user, org, CREATE)
        .map(allowed -> workspace.wanted())
        .chain(wanted -> creating.in(org, wanted, user, key));
  }
}
