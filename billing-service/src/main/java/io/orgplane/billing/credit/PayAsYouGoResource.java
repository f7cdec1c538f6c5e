package io.orgplane.billing.credit;

import com.fasterxml.jackson.databind.JsonNode;
import io.orgplane.billing.credit.SettingPayAsYouGo.Cap;
import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Credits that are paid afterwards, as an Owner wants them. */
@Path("/v1/organizations/{org}/billing/pay-as-you-go")
@Authenticated
public class PayAsYouGoResource {

  private static final Permission BILLING_MANAGE =
      PermissionMatrix.standard().permission("billing:manage");

  private final Callers callers;
  private final Access access;
  private final SettingPayAsYouGo setting;

  PayAsYouGoResource(Callers callers, Access access, SettingPayAsYouGo setting) {
    this.callers = callers;
    this.access = access;
    this.setting = setting;
  }

  /**
   * What is wanted.
   *
   * @param monthlyCap minor units a period; null removes the cap, absent leaves it as it was
   */
  public record Wanted(
      @NotNull Boolean enabled,
      @Schema(implementation = Long.class, nullable = true, minimum = "1")
          @Nullable JsonNode monthlyCap) {

    Cap cap() {
      if (monthlyCap == null) {
        return new Cap.Unchanged();
      }
      if (monthlyCap.isNull()) {
        return new Cap.None();
      }
      if (!monthlyCap.isIntegralNumber() || !monthlyCap.canConvertToInt()) {
        throw new ValidationFailed("monthlyCap", "must be a whole number of minor units, or null");
      }
      return new Cap.Of(monthlyCap.asLong());
    }
  }

  @PUT
  @Operation(
      summary = "Lets credits be drawn that are paid after the period, up to a cap; or no longer",
      description = "Off until it is enabled here. What was drawn is billed at the period's end.")
  @APIResponse(responseCode = "200", description = "The credits, as they are now")
  @APIResponse(responseCode = "403", description = "plan-required: not on this plan, nor on trial")
  public Uni<CreditsView> set(@PathParam("org") OrganizationId org, @Valid @NotNull Wanted wanted) {
    Caller.User user = callers.user();
    return access
        .require(user, org, BILLING_MANAGE)
        .chain(() -> setting.to(org, wanted.enabled(), wanted.cap(), user.actor()));
  }
}
