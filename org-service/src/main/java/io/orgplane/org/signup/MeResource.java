package io.orgplane.org.signup;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.identity.Callers;
import io.orgplane.org.edit.Name;
import io.orgplane.org.organization.Founder;
import io.orgplane.org.organization.Organization;
import io.orgplane.org.organization.OwnOrganizations.Own;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who the caller is, and where they belong. */
@Path("/v1/me")
@Authenticated
@Tag(name = "Me")
public class MeResource {

  private final Callers callers;
  private final SigningUp signingUp;

  MeResource(Callers callers, SigningUp signingUp) {
    this.callers = callers;
    this.signingUp = signingUp;
  }

  /**
   * @param personalOrganizationId null when they have deleted it, or are no longer in it
   */
  @Schema(name = "Me")
  public record MeView(
      UserId userId,
      String email,
      String name,
      @Schema(nullable = true) @Nullable OrganizationId personalOrganizationId,
      List<Belonging> organizations) {

    static MeView of(Caller.User person, List<Own> own) {
      OrganizationId personal =
          own.stream()
              .map(Own::organization)
              .filter(each -> each.personal() && each.createdBy().equals(person.id()))
              .map(Organization::id)
              .findFirst()
              .orElse(null);
      return new MeView(
          person.id(),
          person.email(),
          person.fullName(),
          personal,
          own.stream().map(Belonging::of).toList());
    }
  }

  /** One organization that the caller is in. */
  @Schema(name = "Belonging")
  public record Belonging(
      OrganizationId id, @Schema(implementation = String.class) Name name, String role) {

    static Belonging of(Own own) {
      return new Belonging(own.organization().id(), own.organization().name(), own.role());
    }
  }

  @GET
  @Operation(summary = "The caller and their organizations; the first call makes the personal one")
  public Uni<MeView> me() {
    Caller.User person = callers.user();
    return signingUp.of(Founder.of(person)).map(own -> MeView.of(person, own));
  }
}
