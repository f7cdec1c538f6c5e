package io.orgplane.membership.invitation;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.kit.page.Cursor;
import io.orgplane.kit.page.Page;
import io.orgplane.kit.page.PageRequest;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.membership.member.Assignment;
import io.orgplane.membership.member.Role;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/v1/organizations/{org}/invitations")
@Authenticated
@Tag(name = "Invitations")
@APIResponse(responseCode = "403", description = "forbidden: needs members:manage")
@APIResponse(responseCode = "404", description = "not-found")
public class InvitationsResource {

  private static final int CREATED = 201;

  private final Callers callers;
  private final Access access;
  private final Transactions transactions;
  private final Invitations invitations;
  private final InviteMembers inviteMembers;
  private final ManageInvitation manage;
  private final Clock clock;

  InvitationsResource(
      Callers callers,
      Access access,
      Transactions transactions,
      Invitations invitations,
      InviteMembers inviteMembers,
      ManageInvitation manage,
      Clock clock) {
    this.callers = callers;
    this.access = access;
    this.transactions = transactions;
    this.invitations = invitations;
    this.inviteMembers = inviteMembers;
    this.manage = manage;
    this.clock = clock;
  }

  /** Whom to invite. */
  public record NewInvitations(
      @NotNull @Size(min = 1, max = 10) List<@NotNull String> emails,
      @NotNull Role role,
      @Size(max = 1000) @Nullable List<@NotNull @Valid Assignment> workspaces) {

    InvitationOrder order() {
      return InvitationOrder.of(emails, role, workspaces == null ? List.of() : workspaces);
    }
  }

  @POST
  @ResponseStatus(CREATED)
  @Operation(summary = "Invite one to ten addresses with one role")
  @APIResponse(
      responseCode = "201",
      description = "One result an address",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = InvitationResults.class)))
  @APIResponse(responseCode = "400", description = "validation-failed: nobody was invited")
  @APIResponse(responseCode = "422", description = "idempotency-key-reused")
  public Uni<InvitationResults> invite(
      @PathParam("org") OrganizationId org,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key,
      @Valid @NotNull NewInvitations wanted) {
    Caller.User user = callers.user();
    return access
        .require(user, org, Invitation.MANAGE)
        .map(allowed -> wanted.order())
        .chain(order -> inviteMembers.of(org, order, user, key));
  }

  @GET
  @Operation(summary = "The invitations of an organization, newest first")
  @APIResponse(responseCode = "200", description = "One page")
  public Uni<Page<InvitationView>> list(
      @PathParam("org") OrganizationId org,
      @QueryParam("status") @Nullable String status,
      @BeanParam @Valid PageRequest page) {
    return access
        .require(callers.user(), org, Invitation.MANAGE)
        .map(allowed -> InvitationFilter.of(status, page))
        .chain(filter -> found(org, filter))
        .map(found -> Page.of(found, page, last -> Cursor.at(last.id())));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One invitation")
  @APIResponse(responseCode = "200", description = "The invitation, without its token")
  public Uni<InvitationView> get(
      @PathParam("org") OrganizationId org, @PathParam("id") InvitationId id) {
    return access
        .require(callers.user(), org, Invitation.MANAGE)
        .chain(() -> transactions.in(org, tx -> invitations.require(tx, org, id)))
        .map(found -> InvitationView.of(found, clock.instant()));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Take a pending invitation back")
  @APIResponse(responseCode = "204", description = "Its link no longer works")
  @APIResponse(responseCode = "409", description = "conflict: it is not pending any more")
  public Uni<Void> revoke(@PathParam("org") OrganizationId org, @PathParam("id") InvitationId id) {
    Caller.User user = callers.user();
    return access.require(user, org, Invitation.MANAGE).chain(() -> manage.revoke(org, id, user));
  }

  @POST
  @Path("/{id}/resend")
  @Operation(summary = "Send a pending invitation again, with a new link and a new lifetime")
  @APIResponse(responseCode = "200", description = "The links sent before no longer work")
  @APIResponse(responseCode = "409", description = "conflict: it is not pending any more")
  public Uni<InvitationView> resend(
      @PathParam("org") OrganizationId org,
      @PathParam("id") InvitationId id,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable IdempotencyKey key) {
    Caller.User user = callers.user();
    return access
        .require(user, org, Invitation.MANAGE)
        .chain(() -> manage.resend(org, id, user, key));
  }

  private Uni<List<InvitationView>> found(OrganizationId org, InvitationFilter filter) {
    return transactions
        .in(org, tx -> invitations.page(tx, org, filter, clock.instant()))
        .map(
            found -> found.stream().map(each -> InvitationView.of(each, clock.instant())).toList());
  }
}
