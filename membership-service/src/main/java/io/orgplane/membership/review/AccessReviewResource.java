package io.orgplane.membership.review;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.csv.Csv;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/organizations/{org}/access-review")
@Authenticated
@Tag(name = "Members")
@APIResponse(responseCode = "403", description = "forbidden: needs audit:read")
@APIResponse(responseCode = "404", description = "not-found")
public class AccessReviewResource {

  private static final Permission READ = PermissionMatrix.standard().permission("audit:read");

  private final Callers callers;
  private final Access access;
  private final AccessReview review;
  private final AccessReviewExport export;

  AccessReviewResource(
      Callers callers, Access access, AccessReview review, AccessReviewExport export) {
    this.callers = callers;
    this.access = access;
    this.review = review;
    this.export = export;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Who has what: each member with every workspace that is open to them")
  @APIResponse(responseCode = "200", description = "One page")
  public Uni<Page<Reviewed>> page(
      @PathParam("org") OrganizationId org, @BeanParam @Valid PageRequest page) {
    String after = page.after(1).map(cursor -> cursor.key().getFirst()).orElse("");
    return access
        .require(callers.user(), org, READ)
        .chain(() -> review.of(org, after, page.fetch()))
        .map(found -> Page.of(found, page, last -> Cursor.at(last.userId())));
  }

  @GET
  @Produces(Csv.MEDIA_TYPE + ";charset=utf-8;qs=0.5")
  @Operation(
      summary = "The access review as CSV: all members, a line for each of their workspaces",
      description =
          "RFC 4180 with a header line. A text that a spreadsheet would run as a formula has an"
              + " apostrophe in front.")
  @APIResponse(
      responseCode = "200",
      description = "All of them",
      content =
          @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
  public Multi<String> csv(@PathParam("org") OrganizationId org) {
    return access
        .require(callers.user(), org, READ)
        .onItem()
        .transformToMulti(allowed -> export.of(org));
  }
}
