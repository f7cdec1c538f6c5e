package io.orgplane.byok.externalid;

import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.cloud.SecurityTokens;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.BedrockConfig;
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
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
  private final BedrockConfig bedrock;

  ExternalIdResource(
      Callers callers,
      Access access,
      ByokPlan plan,
      ExternalIds externalIds,
      SecurityTokens tokens,
      BedrockConfig bedrock) {
    this.callers = callers;
    this.access = access;
    this.plan = plan;
    this.externalIds = externalIds;
    this.tokens = tokens;
    this.bedrock = bedrock;
  }

  /**
   * The external id never changes; it is no secret, but it is only shown to Owners.
   *
   * @param trustPolicy of the role: who may become it
   * @param permissionsPolicy of the role: what it may do
   * @param cloudFormationTemplate both, as a role that is made in one step
   * @param accessKeyPolicy of a user whose long-term key is handed over instead
   * @param apiKeyPolicy of a user whose Bedrock API key is handed over instead
   */
  public record ExternalIdView(
      String externalId,
      TrustPolicy trustPolicy,
      IamPolicy permissionsPolicy,
      @Schema(type = SchemaType.OBJECT, description = "An AWS CloudFormation template")
          CloudFormation cloudFormationTemplate,
      IamPolicy accessKeyPolicy,
      IamPolicy apiKeyPolicy) {

    static ExternalIdView of(AccountId platform, ExternalId externalId, Collection<String> models) {
      TrustPolicy trust = TrustPolicy.of(platform, externalId);
      IamPolicy permissions = IamPolicy.ofRole(models);
      return new ExternalIdView(
          externalId.value(),
          trust,
          permissions,
          CloudFormation.of(trust, permissions),
          IamPolicy.ofUser(models),
          IamPolicy.ofApiKey(models));
    }
  }

  @GET
  @Operation(
      summary =
          "The organization's external id, and the policies to paste for each kind of credential")
  @APIResponseSchema(ExternalIdView.class)
  @APIResponse(responseCode = "402", description = "plan-required: the plan has no BYOK")
  @APIResponse(responseCode = "409", description = "organization-read-only")
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
        .map(platform -> ExternalIdView.of(platform, externalId, bedrock.requiredModels()));
  }
}
