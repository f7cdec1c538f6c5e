package io.orgplane.byok.fallback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.byok.fallback.AskingForFallback.Decision;
import io.orgplane.byok.vending.CredentialsView;
import io.orgplane.byok.vending.PlatformCredentials;
import io.orgplane.kit.identity.Callers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Platform services ask before they run a call on the platform's account. */
@Path("/v1/bedrock-fallbacks")
@RolesAllowed(Callers.PLATFORM_SERVICE)
public class FallbackResource {

  private final Callers callers;
  private final AskingForFallback asking;
  private final PlatformCredentials platform;

  FallbackResource(Callers callers, AskingForFallback asking, PlatformCredentials platform) {
    this.callers = callers;
    this.asking = asking;
    this.platform = platform;
  }

  /**
   * The answer.
   *
   * @param credentials the platform's, in the organization's region; only where it is allowed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FallbackView(
      boolean allowed, Reason reason, @Nullable CredentialsView credentials) {}

  @POST
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @Operation(summary = "Asks for one fallback; one that is allowed is recorded and charged")
  @APIResponseSchema(FallbackView.class)
  @APIResponse(responseCode = "404", description = "not-found: no such workspace there")
  @APIResponse(
      responseCode = "422",
      description = "idempotency-key-reused: the id was used for another call")
  @APIResponse(
      responseCode = "503",
      description =
          "upstream-unavailable: allowed, but there is no session now; ask again by the same id")
  public Uni<FallbackView> ask(@Valid @NotNull FallbackAsked asked) {
    return asking.decide(callers.current().actor(), asked).chain(this::answer);
  }

  private Uni<FallbackView> answer(Decision decision) {
    boolean allowed = decision.reason().allows();
    return decision.target() == null
        ? Uni.createFrom().item(new FallbackView(allowed, decision.reason(), null))
        : platform
            .in(decision.target())
            .map(session -> new FallbackView(true, decision.reason(), session));
  }
}
