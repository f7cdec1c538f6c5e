package io.orgplane.org.organization;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's organizations. */
@Path("/v1/organizations")
@Authenticated
@Tag(name = "Organizations")
public class OwnOrganizationsResource {

  private final Callers callers;
  private final OwnOrganizations own;

  OwnOrganizationsResource(Callers callers, OwnOrganizations own) {
    this.callers = callers;
    this.own = own;
  }

  @GET
  @Operation(summary = "The organizations that the caller is in, oldest first")
  public Uni<Page<OrganizationView>> list(@BeanParam @Valid PageRequest page) {
    return own.of(callers.user().id(), page)
        .map(found -> Page.of(found, page, each -> Cursor.at(each.organization().id())))
        .map(found -> found.map(each -> OrganizationView.of(each.organization())));
  }
}
