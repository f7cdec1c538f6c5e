package io.orgplane.org.stats;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.org.stats.Stats.StatsView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The figures of an organization. */
@Path("/v1/organizations/{org}/stats")
@Authenticated
@Tag(name = "Organizations")
@APIResponse(responseCode = "404", description = "`not-found`")
public class StatsResource {

  private final Callers callers;
  private final Access access;
  private final Stats stats;

  StatsResource(Callers callers, Access access, Stats stats) {
    this.callers = callers;
    this.access = access;
    this.stats = stats;
  }

  @GET
  @Operation(
      summary = "Members, seats, workspaces against their limits, credits left, BYOK state",
      description = "Within a moment of the services that own these figures. For every member.")
  @APIResponse(responseCode = "200", description = "As far as events have come")
  public Uni<StatsView> get(@PathParam("org") OrganizationId org) {
    return access.requireMember(callers.user(), org).chain(() -> stats.of(org));
  }
}
