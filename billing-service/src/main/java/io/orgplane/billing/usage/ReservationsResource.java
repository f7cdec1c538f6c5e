package io.orgplane.billing.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.billing.amount.Credits;
import io.orgplane.billing.usage.Reservation.Status;
import io.orgplane.billing.usage.Reservation.Wanted;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Callers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Credits set aside for work whose cost is known only afterwards. */
@Path("/v1/usage/reservations")
@RolesAllowed(Callers.PLATFORM_SERVICE)
public class ReservationsResource {

  /** As for usage, but fit for a path: without a slash. */
  private static final String ID = "[!-.0-~]{1,200}";

  private static final String ID_MESSAGE =
      "must be 1 to 200 visible ASCII characters without a slash";
  private static final int LONGEST_SECONDS = 24 * 60 * 60;

  private final Combiner combiner;
  private final ReservationOwners owners;
  private final Clock clock;

  ReservationsResource(Combiner combiner, ReservationOwners owners, Clock clock) {
    this.combiner = combiner;
    this.owners = owners;
    this.clock = clock;
  }

  /**
   * What is to be set aside, and for how long.
   *
   * @param id the caller's own; it becomes the usage's id when it is settled
   */
  public record NewReservation(
      @NotNull @Pattern(regexp = ID, message = ID_MESSAGE) String id,
      @NotNull OrganizationId organizationId,
      @NotNull WorkspaceId workspaceId,
      @NotNull @Pattern(regexp = UsageReport.KIND, message = UsageReport.KIND_MESSAGE) String kind,
      @NotNull Credits credits,
      @NotNull @Min(1) @Max(LONGEST_SECONDS) Integer ttlSeconds) {

    Wanted at(Instant now) {
      return new Wanted(
          organizationId, id, workspaceId, kind, credits, now.plusSeconds(ttlSeconds));
    }
  }

  /** What the work has cost. */
  public record Settlement(@NotNull Credits credits) {}

  /**
   * A reservation.
   *
   * @param credits what was set aside
   * @param charged what was drawn, once it is settled
   * @param remaining what can still be drawn after its last change
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ReservationView(
      String id,
      OrganizationId organizationId,
      Status status,
      Credits credits,
      Source source,
      @Nullable Credits charged,
      Instant expiresAt,
      Credits remaining) {

    static ReservationView of(Reservation it) {
      Credits cost = it.settled();
      Credits charged = cost == null || it.source() == Source.CREDITS ? cost : Credits.NONE;
      return new ReservationView(
          it.id(),
          it.organization(),
          it.status(),
          it.credits(),
          it.source(),
          charged,
          it.expiresAt(),
          it.remaining());
    }
  }

  @POST
  @ResponseStatus(201)
  @Operation(summary = "Sets credits aside, once per id")
  @APIResponse(
      responseCode = "201",
      description = "Set aside, now or since an earlier call",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ReservationView.class)))
  @APIResponse(responseCode = "402", description = "credits-exhausted, with nextGrantAt")
  @APIResponse(responseCode = "404", description = "not-found: no such organization")
  @APIResponse(responseCode = "409", description = "conflict: the id stands for something else")
  public Uni<ReservationView> reserve(@Valid @NotNull NewReservation wanted) {
    return combiner
        .decide(wanted.organizationId(), new ReserveCredits(wanted.at(clock.instant())))
        .map(ReservationView::of);
  }

  @POST
  @Path("/{id}/settle")
  @Operation(
      summary = "Charges what the work has cost; beyond the reservation it draws further",
      description =
          "What the pool cannot cover becomes a debt, which blocks until a grant covers it. The"
              + " organizationId is needed only where two organizations have used the same id.")
  @APIResponse(responseCode = "200", description = "Charged, now or by an earlier call")
  @APIResponse(
      responseCode = "409",
      description =
          "conflict: it was released, or settled with another amount, or several organizations"
              + " have used this id")
  public Uni<ReservationView> settle(
      @PathParam("id") String id,
      @QueryParam("organizationId") @Nullable OrganizationId organization,
      @Valid @NotNull Settlement settlement) {
    return owners
        .of(id, organization)
        .chain(owner -> combiner.decide(owner, new SettleReservation(id, settlement.credits())))
        .map(ReservationView::of);
  }

  @POST
  @Path("/{id}/release")
  @Operation(summary = "Gives back what was set aside")
  @APIResponse(responseCode = "200", description = "Given back, now or by an earlier call")
  @APIResponse(
      responseCode = "409",
      description = "conflict: it was settled, or several organizations have used this id")
  public Uni<ReservationView> release(
      @PathParam("id") String id,
      @QueryParam("organizationId") @Nullable OrganizationId organization) {
    return owners
        .of(id, organization)
        .chain(owner -> combiner.decide(owner, new EndReservation(id, Status.RELEASED)))
        .map(ReservationView::of);
  }
}
