package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Bonus credits, given by the platform's own services. */
@Path("/v1/credits/grants")
@RolesAllowed(Callers.PLATFORM_SERVICE)
public class GrantsResource {

  private static final int LONGEST_REASON = 500;

  private final Callers callers;
  private final BonusCredits bonus;

  GrantsResource(Callers callers, BonusCredits bonus) {
    this.callers = callers;
    this.bonus = bonus;
  }

  /**
   * What is to be given.
   *
   * @param id the caller's own, by which a repetition is recognised
   */
  public record NewGrant(
      @NotNull
          @Pattern(regexp = "[!-~]{1,200}", message = "must be 1 to 200 visible ASCII characters")
          String id,
      @NotNull OrganizationId organizationId,
      @NotNull Credits credits,
      @NotNull
          @Size(max = 2 * LONGEST_REASON)
          @Pattern(regexp = "[^\\x00]*", message = "must not hold a NUL character")
          String reason) {

    void check() {
      if (credits.isNone()) {
        throw new ValidationFailed("credits", "must be above zero");
      }
      int length = reason.strip().codePointCount(0, reason.strip().length());
      if (length < 1 || length > LONGEST_REASON) {
        throw new ValidationFailed("reason", "must have 1 to 500 characters");
      }
    }
  }

  /** What was given. */
  public record GrantView(
      String id,
      OrganizationId organizationId,
      UUID grantId,
      Credits credits,
      String reason,
      Instant grantedAt) {}

  @POST
  @ResponseStatus(201)
  @Operation(summary = "Gives an organization credits that never expire; once per id")
  @APIResponse(
      responseCode = "201",
      description = "Given, now or by an earlier request",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GrantView.class)))
  @APIResponse(responseCode = "404", description = "not-found: no such organization")
  @APIResponse(responseCode = "409", description = "conflict: the id was used for another grant")
  public Uni<GrantView> give(@Valid @NotNull NewGrant wanted) {
    wanted.check();
    return bonus
        .give(
            wanted.organizationId(),
            wanted.id(),
            wanted.credits(),
            wanted.reason().strip(),
            callers.current().actor())
        .map(
            given ->
                new GrantView(
                    wanted.id(),
                    wanted.organizationId(),
                    given.grantId(),
                    given.credits(),
                    given.reason(),
                    given.grantedAt()));
  }
}
