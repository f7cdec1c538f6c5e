package io.orgplane.org.founding;

import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Callers;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import io.orgplane.org.founding.FoundingOrganization.Wanted;
import io.orgplane.org.organization.OrganizationView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** New organizations. */
@Path("/v1/organizations")
@Authenticated
@Tag(name = "Organizations")
public class FoundingResource {

  private static final int CREATED = 201;

  private final Callers callers;
  private final FoundingOrganization founding;

  FoundingResource(Callers callers, FoundingOrganization founding) {
    this.callers = callers;
    this.founding = founding;
  }

  /** A new organization. */
  @Schema(name = "NewOrganization")
  public record NewOrganization(
      @Schema(required = true, minLength = 1, maxLength = Name.MAX_LENGTH) @Nullable String name,
      @Schema(maxLength = Description.MAX_LENGTH) @Nullable String description) {

    Wanted wanted() {
      return new Wanted(Name.of(name), Description.of(description));
    }
  }

  @POST
  @ResponseStatus(CREATED)
  @Operation(
      summary = "Makes an organization with the caller as its Owner",
      description =
          "Waits until every service is ready for it. Where one is away, the answer after a few"
              + " seconds has the status provisioning, and the organization becomes active later.")
  @APIResponse(
      responseCode = "201",
      description = "It exists",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = OrganizationView.class)))
  @APIResponse(responseCode = "400", description = "`validation-failed`")
  @APIResponse(responseCode = "422", description = "`idempotency-key-reused`")
  public Uni<OrganizationView> create(
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
      @NotNull NewOrganization organization) {
    return founding.of(callers.user(), organization.wanted(), key);
  }
}
