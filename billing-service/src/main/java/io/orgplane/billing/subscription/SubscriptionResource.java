package io.orgplane.billing.subscription;

import io.orgplane.billing.catalogue.Interval;
import io.orgplane.billing.seat.SeatPolicy;
import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The subscription, for the organization's Owners. */
@Path("/v1/organizations/{org}/billing")
@Authenticated
public class SubscriptionResource {

  /** More seats than anybody has, and few enough that every amount stays exact. */
  static final int MOST_SEATS = 100_000;

  private static final Permission MANAGE = PermissionMatrix.standard().permission("billing:manage");

  private final Callers callers;
  private final Access access;
  private final ReadingSubscription reading;
  private final ManagingSubscription managing;
  private final PreviewingChange previewing;

  SubscriptionResource(
      Callers callers,
      Access access,
      ReadingSubscription reading,
      ManagingSubscription managing,
      PreviewingChange previewing) {
    this.callers = callers;
    this.access = access;
    this.reading = reading;
    this.managing = managing;
    this.previewing = previewing;
  }

  /**
   * Another plan.
   *
   * @param seats as many as now, or the plan's minimum, where absent
   */
  public record PlanChange(
      @NotNull @Size(max = 64) String plan,
      @NotNull Interval interval,
      @Nullable @Min(1) @Max(MOST_SEATS) Integer seats) {}

  /**
   * Other seats.
   *
   * @param policy comes with its ceiling, or with none
   */
  public record SeatsChange(
      @Nullable @Min(1) @Max(MOST_SEATS) Integer quantity,
      @Nullable SeatPolicy policy,
      @Nullable @Min(1) @Max(MOST_SEATS) Integer ceiling) {}

  /** A change that is only thought of; what is absent stays as it is. */
  public record Thought(
      @Nullable @Size(max = 64) String plan,
      @Nullable Interval interval,
      @Nullable @Min(1) @Max(MOST_SEATS) Integer seats) {}

  @GET
  @Path("/subscription")
  @Operation(summary = "Plan, seats, period and what it allows")
  public Uni<SubscriptionView> subscription(@PathParam("org") OrganizationId org) {
    return access.require(callers.user(), org, MANAGE).chain(() -> reading.of(org));
  }

  @PUT
  @Path("/plan")
  @Operation(
      summary =
          "Changes the plan: more at once, prorated and once it is paid; less with the next period")
  @APIResponse(responseCode = "200", description = "The subscription as it is now")
  @APIResponse(responseCode = "402", description = "payment-required, payment-failed")
  @APIResponse(responseCode = "409", description = "over-limit, conflict")
  public Uni<SubscriptionView> changePlan(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
      @Valid @NotNull PlanChange wanted) {
    ChangePlan.Wish wish = new ChangePlan.Wish(wanted.plan(), wanted.interval(), wanted.seats());
    return manage(org, key, request -> managing.changePlan(request, wish));
  }

  @PUT
  @Path("/seats")
  @Operation(summary = "Buys seats, gives some back with the next period, or changes their rule")
  @APIResponse(responseCode = "200", description = "The subscription as it is now")
  @APIResponse(responseCode = "402", description = "payment-required, payment-failed")
  @APIResponse(responseCode = "403", description = "plan-required")
  @APIResponse(responseCode = "409", description = "over-limit, conflict")
  public Uni<SubscriptionView> changeSeats(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
      @Valid @NotNull SeatsChange wanted) {
    ChangeSeats.Wish wish =
        new ChangeSeats.Wish(wanted.quantity(), wanted.policy(), wanted.ceiling());
    return manage(org, key, request -> managing.changeSeats(request, wish));
  }

  @DELETE
  @Path("/scheduled-change")
  @Operation(summary = "Takes a change back that was to begin with the next period")
  @APIResponse(responseCode = "200", description = "The subscription as it is now")
  @APIResponse(responseCode = "409", description = "conflict: it has begun")
  public Uni<SubscriptionView> keep(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key) {
    return manage(org, key, managing::keep);
  }

  @POST
  @Path("/cancel")
  @Operation(summary = "Ends the subscription with its period; what is paid for can be used until")
  @APIResponse(responseCode = "200", description = "The subscription as it is now")
  @APIResponse(responseCode = "402", description = "payment-required: there is none")
  @APIResponse(responseCode = "409", description = "conflict: another change is under way")
  public Uni<SubscriptionView> cancel(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key) {
    return manage(org, key, managing::cancel);
  }

  @POST
  @Path("/resume")
  @Operation(summary = "Lets a canceled subscription go on, while its period lasts")
  @APIResponse(responseCode = "200", description = "The subscription as it is now")
  @APIResponse(responseCode = "402", description = "payment-required: it has ended")
  @APIResponse(responseCode = "409", description = "conflict: another change is under way")
  public Uni<SubscriptionView> resume(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key) {
    return manage(org, key, managing::resume);
  }

  private Uni<SubscriptionView> manage(
      OrganizationId org,
      @Nullable IdempotencyKey key,
      Function<ManagingSubscription.Request, Uni<Void>> change) {
    Caller.User user = callers.user();
    return access
        .require(user, org, MANAGE)
        .chain(() -> change.apply(new ManagingSubscription.Request(org, user, key)))
        .chain(() -> reading.of(org));
  }

  @POST
  @Path("/preview")
  @Operation(summary = "What a first purchase or a change would cost and bring, in minor units")
  @APIResponse(
      responseCode = "200",
      description = "What would happen",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PreviewView.class)))
  @APIResponse(responseCode = "409", description = "over-limit, conflict: as the change itself")
  public Uni<PreviewView> preview(
      @PathParam("org") OrganizationId org, @Valid @NotNull Thought thought) {
    return access
        .require(callers.user(), org, MANAGE)
        .chain(
            () ->
                previewing.of(
                    org,
                    new PreviewingChange.Wish(
                        thought.plan(), thought.interval(), thought.seats())));
  }
}
