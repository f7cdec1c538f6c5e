package io.orgplane.membership.access;

import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.problem.CommonProblem.Forbidden;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The call that other services make on their own hot path. */
@Path("/v1/access")
@Authenticated
@Tag(name = "Access")
@APIResponse(responseCode = "400", description = "validation-failed")
@APIResponse(responseCode = "401", description = "unauthenticated")
@APIResponse(
    responseCode = "403",
    description = "forbidden: only platform services ask about others")
@APIResponse(
    responseCode = "409",
    description = "version-not-reached: the memberships are not at that minimumVersion")
@APIResponse(
    responseCode = "503",
    description = "upstream-unavailable: what is so now cannot be read; nothing old is answered")
public class AccessResource {

  private static final int MAX_CHECKS = 1000;

  private final Callers callers;
  private final AccessDecisions decisions;

  AccessResource(Callers callers, AccessDecisions decisions) {
    this.callers = callers;
    this.decisions = decisions;
  }

  /**
   * @param userId whom it is about; absent for the caller
   * @param permission by its name in the permission matrix
   * @param minimumVersion of the memberships that the answer must not be behind, as an event or an
   *     earlier answer named it
   */
  public record Question(
      @Nullable UserId userId,
      @NotNull OrganizationId organizationId,
      @Nullable WorkspaceId workspaceId,
      @NotNull String permission,
      @Nullable @PositiveOrZero Long minimumVersion) {}

  public record Questions(
      @NotNull @Size(min = 1, max = MAX_CHECKS) List<@NotNull @Valid Question> checks) {}

  public record Answers(List<AccessDecision> results) {}

  /** As a question, about every permission. */
  public record Place(
      @Nullable UserId userId,
      @NotNull OrganizationId organizationId,
      @Nullable WorkspaceId workspaceId,
      @Nullable @PositiveOrZero Long minimumVersion) {}

  @POST
  @Path("/check")
  @Operation(summary = "May this person do that here")
  @APIResponse(responseCode = "200", description = "Yes or no, with the reason")
  public Uni<AccessDecision> check(@Valid @NotNull Question question) {
    return decisions.of(check(callers.current(), question, ""));
  }

  @POST
  @Path("/batch-check")
  @Operation(summary = "Up to a thousand checks at once, answered in their order")
  @APIResponse(responseCode = "200", description = "One answer a check")
  public Uni<Answers> batchCheck(@Valid @NotNull Questions questions) {
    Caller caller = callers.current();
    List<AccessCheck> checks = new ArrayList<>();
    for (Question question : questions.checks()) {
      checks.add(check(caller, question, "checks[" + checks.size() + "]."));
    }
    return decisions.of(checks).map(Answers::new);
  }

  @POST
  @Path("/permissions")
  @Operation(summary = "All that this person may do here")
  @APIResponse(responseCode = "200", description = "The permissions that a check would grant")
  public Uni<EffectivePermissions> permissions(@Valid @NotNull Place place) {
    UserId subject = subject(callers.current(), place.userId(), "");
    return decisions.permissions(
        new Concern(subject, place.organizationId(), place.workspaceId()), place.minimumVersion());
  }

  /** The least that a call can ask, so that a client can try its token without asking anything. */
  @GET
  @Path("/token")
  @Operation(summary = "Does this token hold")
  @APIResponse(responseCode = "204", description = "It does")
  public Uni<Void> token() {
    return Uni.createFrom().voidItem();
  }

  private static AccessCheck check(Caller caller, Question question, String path) {
    PermissionMatrix matrix = PermissionMatrix.standard();
    if (!matrix.permissions().containsKey(question.permission())) {
      throw new ValidationFailed(path + "permission", "is not a permission of the matrix");
    }
    return new AccessCheck(
        new Concern(
            subject(caller, question.userId(), path),
            question.organizationId(),
            question.workspaceId()),
        matrix.permission(question.permission()),
        question.minimumVersion());
  }

  private static UserId subject(Caller caller, @Nullable UserId named, String path) {
    return switch (caller) {
      case Caller.PlatformService service -> {
        if (named == null) {
          throw new ValidationFailed(path + "userId", "is needed: a service is nobody's member");
        }
        yield named;
      }
      case Caller.User user -> {
        if (named != null && !named.equals(user.id())) {
          throw new Forbidden("Only platform services may ask about somebody else.");
        }
        yield user.id();
      }
    };
  }
}
