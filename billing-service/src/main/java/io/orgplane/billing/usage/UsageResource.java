package io.orgplane.billing.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.credit.CreditProblem;
import io.orgplane.billing.usage.UsageOutcome.Exhausted;
import io.orgplane.billing.usage.UsageOutcome.IdTaken;
import io.orgplane.billing.usage.UsageOutcome.Recorded;
import io.orgplane.kit.identity.Callers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Where the platform's services say what was used. */
@Path("/v1/usage")
@RolesAllowed(Callers.PLATFORM_SERVICE)
public class UsageResource {

  private final Combiner combiner;
  private final RecordingBatch batch;
  private final Clock clock;

  UsageResource(Combiner combiner, RecordingBatch batch, Clock clock) {
    this.combiner = combiner;
    this.batch = batch;
    this.clock = clock;
  }

  /**
   * What became of a report.
   *
   * @param charged what was drawn from the pool: nothing when the source is byok
   * @param remaining what can still be drawn, reservations left aside
   */
  public record UsageView(String id, Credits charged, Source source, Credits remaining) {

    static UsageView of(Recorded recorded) {
      return new UsageView(
          recorded.usage().id(), recorded.charged(), recorded.source(), recorded.remaining());
    }
  }

  /** Many reports, of any organizations. */
  public record UsageBatch(
      @NotNull @Size(min = 1, max = 1_000) List<@Valid @NotNull UsageReport> records) {}

  /** What became of each, in the order of the reports. */
  public record BatchView(List<ResultView> results) {}

  /**
   * What became of one of them.
   *
   * @param outcome recorded or refused
   * @param code of the problem, where it was refused
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ResultView(
      String id,
      String outcome,
      @Nullable Credits charged,
      @Nullable Source source,
      @Nullable Credits remaining,
      @Nullable String code,
      @Nullable Instant nextGrantAt) {

    static ResultView of(String id, UsageOutcome outcome) {
      return switch (outcome) {
        case Recorded recorded ->
            new ResultView(
                id,
                "recorded",
                recorded.charged(),
                recorded.source(),
                recorded.remaining(),
                null,
                null);
        case Exhausted exhausted -> refused(id, "credits-exhausted", exhausted.nextGrantAt());
        case IdTaken taken -> refused(id, "conflict", null);
      };
    }

    static ResultView refused(String id, String code, @Nullable Instant nextGrantAt) {
      return new ResultView(id, "refused", null, null, null, code, nextGrantAt);
    }
  }

  @POST
  @ResponseStatus(201)
  @Operation(summary = "Records usage, once per id, and draws what it costs")
  @APIResponse(
      responseCode = "201",
      description = "In the books, now or since an earlier report",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UsageView.class)))
  @APIResponse(responseCode = "402", description = "credits-exhausted, with nextGrantAt")
  @APIResponse(responseCode = "404", description = "not-found: no such organization")
  @APIResponse(responseCode = "409", description = "conflict: the id stands for something else")
  public Uni<UsageView> record(@Valid @NotNull UsageReport report) {
    Instant now = clock.instant();
    List<Usage> usage = List.of(report.usage(now, now, ""));
    return combiner
        .decide(report.organizationId(), new RecordUsage(usage))
        .map(outcomes -> UsageView.of(recorded(outcomes.getFirst())));
  }

  @POST
  @Path("/batch")
  @Operation(summary = "Records many; each is recorded or refused on its own")
  public Uni<BatchView> record(@Valid @NotNull UsageBatch reports) {
    return batch.of(reports.records()).map(BatchView::new);
  }

  private static Recorded recorded(UsageOutcome outcome) {
    return switch (outcome) {
      case Recorded recorded -> recorded;
      case Exhausted exhausted -> throw new CreditProblem.Exhausted(exhausted.nextGrantAt());
      case IdTaken taken -> throw ReserveCredits.idTaken();
    };
  }
}
