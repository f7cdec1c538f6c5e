package io.orgplane.billing.credit;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The credits of an organization, for its Owners. */
@Path("/v1/organizations/{org}/billing/credits")
@Authenticated
public class CreditsResource {

  private static final Permission USAGE_READ = PermissionMatrix.standard().permission("usage:read");

  private final Callers callers;
  private final Access access;
  private final ReadingCredits reading;
  private final Ledger ledger;

  CreditsResource(Callers callers, Access access, ReadingCredits reading, Ledger ledger) {
    this.callers = callers;
    this.access = access;
    this.reading = reading;
    this.ledger = ledger;
  }

  @GET
  @Operation(summary = "What is left, by bucket, and when more comes")
  public Uni<CreditsView> credits(@PathParam("org") OrganizationId org) {
    return access.require(callers.user(), org, USAGE_READ).chain(() -> reading.of(org));
  }

  @GET
  @Path("/ledger")
  @Operation(summary = "Every grant, draw and expiry, newest first")
  public Uni<Page<Ledger.Line>> ledger(
      @PathParam("org") OrganizationId org, @BeanParam @Valid PageRequest page) {
    return access
        .require(callers.user(), org, USAGE_READ)
        .chain(() -> ledger.read(org, page))
        .map(found -> Page.of(found, page, line -> Cursor.at(line.position())));
  }
}
