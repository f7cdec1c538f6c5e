package io.orgplane.membership.revocation;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.membership.revocation.Revocation.Participant;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/organizations/{org}/revocations")
@Authenticated
@Tag(name = "Members")
public class RevocationsResource {

  private static final Permission MANAGE = PermissionMatrix.standard().permission("members:manage");

  private final Callers callers;
  private final Access access;
  private final Transactions transactions;
  private final Revocations revocations;

  RevocationsResource(
      Callers callers, Access access, Transactions transactions, Revocations revocations) {
    this.callers = callers;
    this.access = access;
    this.transactions = transactions;
    this.revocations = revocations;
  }

  /**
   * @param completedAt null while a participant has not acknowledged
   */
  public record RevocationView(
      RevocationId id,
      UserId userId,
      UserId removedBy,
      Instant startedAt,
      @Nullable Instant completedAt,
      List<Participant> participants,
      List<WorkspaceId> workspaces) {

    static RevocationView of(Revocation revocation) {
      return new RevocationView(
          revocation.id(),
          revocation.userId(),
          revocation.removedBy(),
          revocation.startedAt(),
          revocation.completedAt(),
          revocation.participants(),
          revocation.workspaces());
    }
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Who has acknowledged the removal of a member")
  @APIResponse(responseCode = "200", description = "The record, complete or not")
  @APIResponse(responseCode = "403", description = "forbidden: needs members:manage")
  @APIResponse(responseCode = "404", description = "not-found")
  public Uni<RevocationView> get(
      @PathParam("org") OrganizationId org, @PathParam("id") RevocationId id) {
    return access
        .require(callers.user(), org, MANAGE)
        .chain(() -> transactions.in(org, tx -> revocations.require(tx, org, id)))
        .map(RevocationView::of);
  }
}
