package io.orgplane.byok.fallback;

import io.orgplane.byok.configuration.IfMatch;
import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Whether calls may run on the platform's account. Owners only. */
@Path("/v1/organizations/{org}/byok/fallback-policy")
@Authenticated
public class FallbackPolicyResource {

  private static final Permission MANAGE = PermissionMatrix.standard().permission("byok:manage");

  private final Callers callers;
  private final Access access;
  private final SettingPolicy setting;

  FallbackPolicyResource(Callers callers, Access access, SettingPolicy setting) {
    this.callers = callers;
    this.access = access;
    this.setting = setting;
  }

  /**
   * What an Owner wants.
   *
   * @param enforced the lock; false unless given
   * @param workspaces policies of their own; those that are not named follow the organization's
   */
  public record Wanted(
      @NotNull Policy policy,
      @Nullable Boolean enforced,
      @Nullable @Size(max = 1_000) Map<WorkspaceId, @NotNull Policy> workspaces) {}

  /** What holds. */
  public record View(
      Policy policy, boolean enforced, Map<WorkspaceId, Policy> workspaces, long version) {}

  @GET
  @Operation(summary = "The fallback policy; strict unless an Owner has said otherwise")
  @APIResponseSchema(View.class)
  public Uni<RestResponse<View>> show(@PathParam("org") OrganizationId org) {
    return access
        .require(callers.user(), org, MANAGE)
        .chain(() -> setting.show(org))
        .map(FallbackPolicyResource::answer);
  }

  @PUT
  @Operation(summary = "Sets the policy, of single workspaces too, and the lock over all of them")
  @APIResponseSchema(View.class)
  @APIResponse(
      responseCode = "400",
      description = "validation-failed: also for a workspace that is not theirs")
  @APIResponse(responseCode = "402", description = "plan-required")
  @APIResponse(responseCode = "403", description = "forbidden: Owners only")
  @APIResponse(responseCode = "409", description = "organization-read-only")
  @APIResponse(responseCode = "412", description = "precondition-failed")
  public Uni<RestResponse<View>> set(
      @PathParam("org") OrganizationId org,
      @HeaderParam("If-Match") @Nullable IfMatch ifMatch,
      @Valid @NotNull Wanted wanted) {
    Caller.User owner = callers.user();
    return access
        .require(owner, org, MANAGE)
        .chain(() -> setting.set(owner.actor(), org, policy(wanted), ifMatch))
        .map(FallbackPolicyResource::answer);
  }

  private static FallbackPolicy policy(Wanted wanted) {
    return new FallbackPolicy(
        0,
        wanted.policy(),
        Boolean.TRUE.equals(wanted.enforced()),
        wanted.workspaces() == null ? Map.of() : wanted.workspaces());
  }

  private static RestResponse<View> answer(FallbackPolicy policy) {
    View view = new View(policy.policy(), policy.enforced(), policy.workspaces(), policy.version());
    return RestResponse.ResponseBuilder.ok(view)
        .header("ETag", IfMatch.etag(policy.version()))
        .build();
  }
}
