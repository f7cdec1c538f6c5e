package io.orgplane.kit.access;

import io.orgplane.kit.access.AccessQuestions.Answer;
import io.orgplane.kit.access.AccessQuestions.Question;
import io.orgplane.kit.access.MembershipSource.Lookup;
import io.orgplane.kit.access.MembershipSource.Member;
import io.orgplane.kit.access.MembershipSource.NotMember;
import io.orgplane.kit.access.MembershipSource.Stale;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.CommonProblem.Forbidden;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * The gate in front of a service's own endpoints. Someone who is not in the organization gets the
 * 404 of an organization that does not exist; a member without the permission gets a 403.
 */
@ApplicationScoped
public class Access {

  private final MembershipSource memberships;
  private final AccessQuestions membershipService;
  private final PermissionMatrix matrix = PermissionMatrix.standard();

  Access(MembershipSource memberships, @RestClient AccessQuestions membershipService) {
    this.memberships = memberships;
    this.membershipService = membershipService;
  }

  /** Fails unless the person may do this in the organization. */
  public Uni<Void> require(Caller.User user, OrganizationId organization, Permission permission) {
    return decide(user, organization, null, permission);
  }

  /** Fails unless the person may do this in the workspace. */
  public Uni<Void> require(
      Caller.User user, OrganizationId organization, WorkspaceId workspace, Permission permission) {
    return decide(user, organization, workspace, permission);
  }

  /** Fails unless the person is in the organization, in whatever role. */
  public Uni<Void> requireMember(Caller.User user, OrganizationId organization) {
    return decide(user, organization, null, null);
  }

  private Uni<Void> decide(
      Caller.User user,
      OrganizationId organization,
      @Nullable WorkspaceId workspace,
      @Nullable Permission permission) {
    return memberships
        .membershipOf(organization, user.id())
        .chain(lookup -> conclude(lookup, user, organization, workspace, permission));
  }

  private Uni<Void> conclude(
      Lookup lookup,
      Caller.User user,
      OrganizationId organization,
      @Nullable WorkspaceId workspace,
      @Nullable Permission permission) {
    return switch (lookup) {
      case NotMember no -> Uni.createFrom().failure(new NotFound());
      case Member found ->
          allows(found.membership(), workspace, permission)
              ? Uni.createFrom().voidItem()
              : Uni.createFrom().failure(forbidden(permission));
      case Stale stale ->
          ask(user, Question.about(organization, workspace, permission), permission);
    };
  }

  private boolean allows(
      Membership member, @Nullable WorkspaceId workspace, @Nullable Permission permission) {
    if (permission == null) {
      return true;
    }
    return workspace == null
        ? matrix.allows(member, permission)
        : matrix.allows(member, workspace, permission);
  }

  /**
   * The question is the caller's own, asked with their token; where no answer comes, nothing is
   * allowed.
   */
  private Uni<Void> ask(Caller.User user, Question question, @Nullable Permission permission) {
    return membershipService
        .check(user.token().asBearer(), question)
        .onFailure()
        .transform(failure -> new UpstreamUnavailable("The membership service"))
        .chain(answer -> heed(answer, permission));
  }

  private static Uni<Void> heed(Answer answer, @Nullable Permission permission) {
    if (answer.role() == null) {
      return Uni.createFrom().failure(new NotFound());
    }
    return answer.allowed() || permission == null
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().failure(forbidden(permission));
  }

  private static Forbidden forbidden(@Nullable Permission permission) {
    return new Forbidden("Your role does not include " + permission + " here.");
  }
}
