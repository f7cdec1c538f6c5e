package io.orgplane.byok.configuration;

import io.orgplane.byok.connectiontest.TestReport;
import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.problem.CommonProblem.Protocol;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The organization's own Bedrock account. Owners only. */
@Path("/v1/organizations/{org}/byok")
@Authenticated
public class ConfigurationResource {

  private static final Permission MANAGE = PermissionMatrix.standard().permission("byok:manage");

  private final Callers callers;
  private final Access access;
  private final Syntax syntax;
  private final ConfiguringByok configuring;
  private final TestingByok testing;
  private final RemovingByok removing;
  private final ShowingByok showing;
  private final Clock clock;

  ConfigurationResource(
      Callers callers,
      Access access,
      Syntax syntax,
      ConfiguringByok configuring,
      TestingByok testing,
      RemovingByok removing,
      ShowingByok showing,
      Clock clock) {
    this.callers = callers;
    this.access = access;
    this.syntax = syntax;
    this.configuring = configuring;
    this.testing = testing;
    this.removing = removing;
    this.showing = showing;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "The configuration and its status, on every plan; never a secret")
  @APIResponseSchema(ConfigurationView.class)
  public Uni<RestResponse<ConfigurationView>> show(@PathParam("org") OrganizationId org) {
    return access
        .require(callers.user(), org, MANAGE)
        .chain(() -> showing.of(org))
        .map(this::answer);
  }

  @PUT
  @Operation(summary = "Tests the credentials and, only when every check passed, saves them")
  @APIResponseSchema(value = ConfigurationView.class, responseDescription = "Saved and active")
  @APIResponse(responseCode = "400", description = "validation-failed: the syntax check")
  @APIResponse(responseCode = "402", description = "plan-required")
  @APIResponse(responseCode = "403", description = "forbidden: Owners only")
  @APIResponse(
      responseCode = "409",
      description =
          "account-change-unconfirmed; organization-read-only; conflict: changed while tested")
  @APIResponse(responseCode = "412", description = "precondition-failed")
  @APIResponse(responseCode = "422", description = "byok-check-failed, with the matrix in checks")
  @APIResponse(responseCode = "429", description = "too-many-tests")
  public Uni<RestResponse<ConfigurationView>> save(
      @PathParam("org") OrganizationId org,
      @HeaderParam("If-Match") @Nullable IfMatch ifMatch,
      @Nullable ConfigurationRequest request) {
    Caller.User owner = callers.user();
    return access
        .require(owner, org, MANAGE)
        .map(allowed -> syntax.check(request))
        .chain(wanted -> configuring.save(owner.actor(), org, wanted, ifMatch))
        .map(this::answer);
  }

  @DELETE
  @Operation(
      summary = "Removes the configuration, destroys its key, and ends vending; on every plan")
  @APIResponse(responseCode = "204", description = "There is no configuration any more")
  public Uni<Void> remove(
      @PathParam("org") OrganizationId org, @HeaderParam("If-Match") @Nullable IfMatch ifMatch) {
    Caller.User owner = callers.user();
    return access
        .require(owner, org, MANAGE)
        .chain(() -> removing.remove(owner.actor(), org, ifMatch));
  }

  @POST
  @Path("/test")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Tests credentials without saving them, or with an empty body the stored ones")
  @APIResponseSchema(value = TestReport.class, responseDescription = "The matrix, whatever it says")
  @APIResponse(responseCode = "402", description = "plan-required")
  @APIResponse(
      responseCode = "409",
      description = "byok-not-active: nothing is stored; organization-read-only")
  @APIResponse(responseCode = "429", description = "too-many-tests")
  public Uni<TestReport> test(
      @PathParam("org") OrganizationId org, @Nullable ConfigurationRequest request) {
    return access
        .require(callers.user(), org, MANAGE)
        .chain(
            () ->
                request == null || request.saysNothing()
                    ? testing.ofStored(org)
                    : testing.of(org, syntax.check(request)));
  }

  /** Clients send an empty body with no media type, or with one that is their library's habit. */
  @POST
  @Path("/test")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Uni<TestReport> testStored(
      @PathParam("org") OrganizationId org,
      @HeaderParam("Content-Length") @Nullable String length) {
    return access
        .require(callers.user(), org, MANAGE)
        .invoke(() -> requireEmpty(length))
        .chain(() -> testing.ofStored(org));
  }

  private static void requireEmpty(@Nullable String length) {
    if (length != null && !length.equals("0")) {
      throw new Protocol(Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode());
    }
  }

  private RestResponse<ConfigurationView> answer(Shown shown) {
    return RestResponse.ResponseBuilder.ok(ConfigurationView.of(shown, clock.instant()))
        .header("ETag", IfMatch.etag(shown.configuration().version()))
        .build();
  }
}
