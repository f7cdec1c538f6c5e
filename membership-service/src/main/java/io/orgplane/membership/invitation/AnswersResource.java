package io.orgplane.membership.invitation;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Callers;
import io.orgplane.membership.invitation.OpenInvitation.Preview;
import io.orgplane.membership.mail.EmailAddress;
import io.orgplane.membership.mail.LinkToken;
import io.orgplane.membership.member.Assignment;
import io.orgplane.membership.member.Role;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For whoever holds the token of a mail. It comes in the body, which nobody logs. */
@Path("/v1/invitations")
@Authenticated
@Tag(name = "Invitations")
@APIResponse(responseCode = "404", description = "not-found: nobody was ever sent this token")
@APIResponse(
    responseCode = "409",
    description = "invitation-used, seat-limit-reached, organization-read-only, conflict")
@APIResponse(
    responseCode = "410",
    description = "invitation-expired, invitation-revoked, invitation-superseded")
@Consumes(MediaType.APPLICATION_JSON)
public class AnswersResource {

  private static final int MAX_TOKEN = 200;

  private final Callers callers;
  private final OpenInvitation open;
  private final AcceptInvitation accept;
  private final DeclineInvitation decline;

  AnswersResource(
      Callers callers, OpenInvitation open, AcceptInvitation accept, DeclineInvitation decline) {
    this.callers = callers;
    this.open = open;
    this.accept = accept;
    this.decline = decline;
  }

  /** The token, as the link of the mail has it. */
  public record TokenRequest(@NotBlank @Size(max = MAX_TOKEN) String token) {

    LinkToken linkToken() {
      return new LinkToken(token);
    }

    @Override
    public String toString() {
      return "<redacted>";
    }
  }

  /**
   * @param forYou whether it was sent to the address with which you are signed in
   */
  public record PreviewView(
      OrganizationId organizationId,
      String organizationName,
      EmailAddress email,
      String invitedBy,
      Role role,
      Instant expiresAt,
      boolean forYou) {}

  /**
   * @param workspaces that are open to the new member now
   * @param skippedWorkspaceIds that were in the invitation and have been deleted since
   */
  public record AcceptedView(
      OrganizationId organizationId,
      Role role,
      List<Assignment> workspaces,
      List<WorkspaceId> skippedWorkspaceIds) {

    static AcceptedView of(Invitation accepted) {
      return new AcceptedView(
          accepted.organization(), accepted.role(), accepted.granted(), accepted.skipped());
    }
  }

  @POST
  @Path("/preview")
  @Operation(summary = "What a link invites to, before it is answered")
  @APIResponse(responseCode = "200", description = "It can be answered")
  public Uni<PreviewView> preview(@Valid @NotNull TokenRequest request) {
    var user = callers.user();
    return open.preview(request.linkToken())
        .map(preview -> view(preview, preview.invitation().isFor(user)));
  }

  @POST
  @Path("/accept")
  @Operation(summary = "Become a member; the same person accepting again gets the same answer")
  @APIResponse(responseCode = "200", description = "The caller is a member")
  @APIResponse(responseCode = "403", description = "email-not-verified, invitation-email-mismatch")
  public Uni<AcceptedView> accept(@Valid @NotNull TokenRequest request) {
    return accept.by(request.linkToken(), callers.user()).map(AcceptedView::of);
  }

  @POST
  @Path("/decline")
  @Operation(summary = "Say no, for good")
  @APIResponse(responseCode = "204", description = "The invitation is closed")
  @APIResponse(responseCode = "403", description = "email-not-verified, invitation-email-mismatch")
  public Uni<Void> decline(@Valid @NotNull TokenRequest request) {
    return decline.by(request.linkToken(), callers.user());
  }

  private static PreviewView view(Preview preview, boolean forYou) {
    Invitation invitation = preview.invitation();
    return new PreviewView(
        invitation.organization(),
        preview.organizationName(),
        invitation.email(),
        invitation.inviterName(),
        invitation.role(),
        invitation.expiresAt(),
        forYou);
  }
}
