package io.orgplane.byok.externalid;

import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.cloud.SecurityTokens;
import io.orgplane.byok.entitlement.ByokPlan;
import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What an Owner needs before a role can be set up. */
@Path("/v1/organizations/{org}/byok/external-id")
@Authenticated
public class ExternalIdResource {

  private static final Permission MANAGE = PermissionMatrix.standard().permission("byok:manage");

  private final Callers callers;
  private final Access access;
  private final ByokPlan plan;
  private final ExternalIds externalIds;
  private final SecurityTokens tokens;

  ExternalIdResource(
      Callers callers,
      Access access,
      ByokPlan plan,
      ExternalIds externalIds,
      SecurityTokens tokens) {
    this.callers = callers;
    this.access = access;
    this.plan = plan;
    this.externalIds = externalIds;
    this.tokens = tokens;
  }

  /** The external id never changes; it is no secret, but it is only shown to Owners. */
  public record ExternalIdView(String externalId, TrustPolicy trustPolicy) {}

  @GET
  @Operation(summary = "The organization's external id, and the trust policy for its role")
  @APIResponseSchema(ExternalIdView.class)
  @APIResponse(responseCode = "402", description = "plan-required: the plan has no BYOK")
  public Uni<ExternalIdView> show(@PathParam("org") OrganizationId org) {
    return access
        .require(callers.user(), org, MANAGE)
        .chain(() -> plan.require(org))
        .chain(() -> externalIds.require(org))
        .chain(this::withPolicy);
  }

  private Uni<ExternalIdView> withPolicy(ExternalId externalId) {
    return tokens
        .platformAccount()
        .onFailure(CloudFailure.class)
        .transform(failure -> new UpstreamUnavailable("AWS"))
        .map(
            platform ->
                new ExternalIdView(externalId.value(), TrustPolicy.of(platform, externalId)));
  }
}
