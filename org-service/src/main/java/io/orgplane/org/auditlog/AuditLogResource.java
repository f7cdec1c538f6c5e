package io.orgplane.org.auditlog;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.csv.Csv;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.orgplane.org.auditlog.ReadingFeed.FeedView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Who did what in an organization. */
@Path("/v1/organizations/{org}/audit-log")
@Authenticated
@Tag(name = "Audit")
@APIResponse(responseCode = "400", description = "`validation-failed`")
@APIResponse(responseCode = "403", description = "`forbidden`")
@APIResponse(responseCode = "404", description = "`not-found`")
public class AuditLogResource {

  private static final Permission READ = PermissionMatrix.standard().permission("audit:read");
  private static final String AFTER =
      "Only entries behind this position; 0 is before the first. Not with `order=newest`";

  private final Callers callers;
  private final Access access;
  private final ReadingFeed reading;
  private final ExportingFeed exporting;

  AuditLogResource(Callers callers, Access access, ReadingFeed reading, ExportingFeed exporting) {
    this.callers = callers;
    this.access = access;
    this.reading = reading;
    this.exporting = exporting;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The audit feed: every change in the organization (Owner, Admin)",
      description =
          """
          Entries come in the order of their positions: from 1 upwards, without gaps, given out in \
          the order in which the changes were committed. An entry never appears behind one that \
          was there already.

          **Following.** Start with `after=0`. Take the items, remember `nextAfter`, and ask again \
          with it as `after`: at once while there is a `nextCursor`, else after a pause. An answer \
          without items says that nothing new has happened; its `nextAfter` is to be used all the \
          same, with a filter it is ahead of the last item. Nobody who follows so misses an entry \
          or sees one twice. Entries are kept for two years unless the operator says otherwise; \
          whoever has been away for longer goes on at the oldest that is left.

          **Paging.** As every list: hand `nextCursor` back as `cursor`. `order=newest` begins at \
          the end.

          With `Accept: text/csv` all entries of the filter are exported.
          """)
  @APIResponse(responseCode = "200", description = "One page")
  public Uni<FeedView> read(
      @PathParam("org") OrganizationId org,
      @BeanParam @Valid Filter filter,
      @QueryParam("after")
          @Parameter(
              description = AFTER,
              schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
          @Nullable Position after,
      @QueryParam("order")
          @DefaultValue("oldest")
          @Parameter(schema = @Schema(enumeration = {"oldest", "newest"}))
          Order order,
      @BeanParam @Valid PageRequest page) {
    return access
        .require(callers.user(), org, READ)
        .invoke(() -> requireOneDirection(after, order))
        .chain(
            () ->
                order == Order.OLDEST
                    ? reading.forwards(org, filter, orBegin(after), page)
                    : reading.backwards(org, filter, page));
  }

  @GET
  @Produces(Csv.MEDIA_TYPE + ";charset=utf-8;qs=0.5")
  @Operation(
      summary = "The audit feed as CSV: all entries of the filter, oldest first (Owner, Admin)",
      description =
          "RFC 4180 with a header line. A text that a spreadsheet would run as a formula has an"
              + " apostrophe in front.")
  @APIResponse(
      responseCode = "200",
      description = "All of them",
      content =
          @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
  public RestMulti<String> export(
      @PathParam("org") OrganizationId org,
      @BeanParam @Valid Filter filter,
      @QueryParam("after")
          @Parameter(
              description = AFTER,
              schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
          @Nullable Position after) {
    return RestMulti.fromUniResponse(
        access
            .require(callers.user(), org, READ)
            .chain(() -> exporting.begin(org, filter, orBegin(after))),
        exporting::lines,
        export -> attachment(org));
  }

  private static void requireOneDirection(@Nullable Position after, Order order) {
    if (after != null && order == Order.NEWEST) {
      throw new ValidationFailed("order", "must be oldest, or absent, together with after");
    }
  }

  private static Position orBegin(@Nullable Position after) {
    return after == null ? Position.BEFORE_ALL : after;
  }

  private static Map<String, List<String>> attachment(OrganizationId org) {
    return Map.of(
        HttpHeaders.CONTENT_DISPOSITION,
        List.of("attachment; filename=\"audit-log-%s.csv\"".formatted(org)));
  }
}
