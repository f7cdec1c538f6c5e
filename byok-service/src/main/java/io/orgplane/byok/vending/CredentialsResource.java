package io.orgplane.byok.vending;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Callers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Short-lived Bedrock credentials for the platform's services. */
@Path("/v1/bedrock-credentials")
@RolesAllowed(Callers.PLATFORM_SERVICE)
public class CredentialsResource {

  private final VendingCredentials vending;

  CredentialsResource(VendingCredentials vending) {
    this.vending = vending;
  }

  /** For whom. */
  public record Wanted(@NotNull OrganizationId organizationId, @NotNull WorkspaceId workspaceId) {}

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @Operation(summary = "A session that can invoke the required models, and nothing else")
  @APIResponseSchema(CredentialsView.class)
  @APIResponse(responseCode = "404", description = "not-found: no such workspace there")
  @APIResponse(
      responseCode = "409",
      description = "byok-not-active: the organization's own credentials do not work now")
  @APIResponse(responseCode = "503", description = "upstream-unavailable: try again")
  public Uni<String> vend(@Valid @NotNull Wanted wanted) {
    return vending
        .to(wanted.organizationId(), wanted.workspaceId())
        .map(vended -> vended.json().reveal());
  }

  @GET
  @Path("/token")
  @Operation(
      summary = "Nothing, where the token is accepted: for probes, and as a floor for benchmarks")
  @APIResponse(
      responseCode = "204",
      description = "The caller's token is that of a platform service")
  public Uni<Void> token() {
    return Uni.createFrom().voidItem();
  }
}
