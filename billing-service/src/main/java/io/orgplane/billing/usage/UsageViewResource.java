package io.orgplane.billing.usage;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.csv.Csv;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What was used, for its Owners: by day, workspace, user or kind, over up to two years. */
@Path("/v1/organizations/{org}/billing/usage")
@Authenticated
public class UsageViewResource {

  private static final Permission USAGE_READ = PermissionMatrix.standard().permission("usage:read");
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 732;

  private final Callers callers;
  private final Access access;
  private final UsageSeries series;
  private final UsageExport export;
  private final Clock clock;

  UsageViewResource(
      Callers callers, Access access, UsageSeries series, UsageExport export, Clock clock) {
    this.callers = callers;
    this.access = access;
    this.series = series;
    this.export = export;
    this.clock = clock;
  }

  /** The days that are covered, the last not included, and what they hold. */
  public record SeriesView(
      LocalDate from, LocalDate to, GroupBy groupBy, List<UsageSeries.Item> items) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What was used, summed up by day, workspace, user or kind",
      description =
          "Days are UTC. from is included and to is not; without them it is the last 30 days. A time"
              + " stands for its day.")
  @APIResponse(responseCode = "200", description = "The sums; days in order, others by most used")
  @APIResponse(responseCode = "400", description = "validation-failed: no such range or grouping")
  public Uni<SeriesView> usage(
      @PathParam("org") OrganizationId org,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("groupBy") @Nullable String groupBy) {
    return access
        .require(callers.user(), org, USAGE_READ)
        .map(allowed -> range(from, to))
        .chain(
            range -> view(org, range, groupBy == null ? GroupBy.DAY : GroupBy.fromString(groupBy)));
  }

  @GET
  @Produces(Csv.MEDIA_TYPE + ";charset=utf-8;qs=0.5")
  @Operation(
      summary = "Exports what was used, a line for each day, workspace, user and kind",
      operationId = "exportUsage")
  @APIResponse(
      responseCode = "200",
      description = "Lines of RFC 4180, sent as they are read",
      content =
          @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
  public RestMulti<String> export(
      @PathParam("org") OrganizationId org,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    return RestMulti.fromUniResponse(
        access.require(callers.user(), org, USAGE_READ).map(allowed -> range(from, to)),
        range -> export.of(org, range),
        range ->
            Map.of(
                HttpHeaders.CONTENT_DISPOSITION,
                List.of(
                    "attachment; filename=\"usage-%s-%s.csv\""
                        .formatted(range.from(), range.to()))));
  }

  private Uni<SeriesView> view(OrganizationId org, UsageSeries.Range range, GroupBy by) {
    return series
        .read(org, range, by)
        .map(items -> new SeriesView(range.from(), range.to(), by, items));
  }

  private UsageSeries.Range range(@Nullable String from, @Nullable String to) {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate end = to == null ? today.plusDays(1) : day("to", to);
    LocalDate begin = from == null ? end.minusDays(USUAL_DAYS) : day("from", from);
    if (!begin.isBefore(end)) {
      throw new ValidationFailed("from", "must be before to");
    }
    if (ChronoUnit.DAYS.between(begin, end) > MOST_DAYS) {
      throw new ValidationFailed("from", "must be at most two years before to");
    }
    return new UsageSeries.Range(begin, end);
  }

  private static LocalDate day(String field, String text) {
    try {
      return text.length() > "2026-11-24".length()
          ? OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
          : LocalDate.parse(text);
    } catch (DateTimeException malformed) {
      throw new ValidationFailed(field, "must be a day such as 2026-03-31, or a time of RFC 3339");
    }
  }
}
