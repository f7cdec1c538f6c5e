package io.orgplane.org.workspace;

import io.orgplane.kit.access.Access;
import io.orgplane.kit.access.Membership;
import io.orgplane.kit.access.MembershipSource;
import io.orgplane.kit.access.MembershipSource.Lookup;
import io.orgplane.kit.access.MembershipSource.Member;
import io.orgplane.kit.access.MembershipSource.NotMember;
import io.orgplane.kit.access.MembershipSource.Stale;
import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.problem.CommonProblem.Forbidden;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which workspaces somebody sees: Owners and Admins all, others those that they are assigned to.
 * One that they do not see is, to them, one that does not exist.
 */
@ApplicationScoped
class VisibleWorkspaces {

  private static final PermissionMatrix MATRIX = PermissionMatrix.standard();
  private static final Permission READ = MATRIX.permission("workspace:read");

  private final Access access;
  private final MembershipSource memberships;
  private final Transactions transactions;

  VisibleWorkspaces(Access access, MembershipSource memberships, Transactions transactions) {
    this.access = access;
    this.memberships = memberships;
    this.transactions = transactions;
  }

  /**
   * @param only the visible ones; null when all are
   */
  record Sight(@Nullable Set<WorkspaceId> only) {

    static final Sight ALL = new Sight(null);

    UUID @Nullable [] onlyIds() {
      return only == null ? null : only.stream().map(WorkspaceId::value).toArray(UUID[]::new);
    }
  }

  /** Fails as for a workspace that does not exist when they do not see it. */
  Uni<Void> require(Caller.User user, OrganizationId organization, WorkspaceId workspace) {
    return access
        .require(user, organization, workspace, READ)
        .onFailure(Forbidden.class)
        .transform(unseen -> new NotFound());
  }

  Uni<Sight> of(Caller.User user, OrganizationId organization) {
    return memberships
        .membershipOf(organization, user.id())
        .chain(lookup -> sight(lookup, user, organization));
  }

  private Uni<Sight> sight(Lookup lookup, Caller.User user, OrganizationId organization) {
    return switch (lookup) {
      case NotMember no -> Uni.createFrom().failure(new NotFound());
      case Member found -> Uni.createFrom().item(sight(found.membership()));
      case Stale stale -> ask(user, organization);
    };
  }

  private static Sight sight(Membership member) {
    if (MATRIX.implicitWorkspaceRole().containsKey(member.role())) {
      return Sight.ALL;
    }
    return new Sight(
        member.assignments().keySet().stream()
            .filter(workspace -> MATRIX.allows(member, workspace, READ))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * While the projection is stale, membership-service is asked about each workspace; it asks
   * nothing of it when the organization has none, so whether they are in it at all is asked before.
   */
  private Uni<Sight> ask(Caller.User user, OrganizationId organization) {
    return access
        .requireMember(user, organization)
        .chain(() -> transactions.in(organization, tx -> all(tx, organization)))
        .chain(
            every ->
                Multi.createFrom()
                    .iterable(every)
                    .onItem()
                    .transformToUniAndConcatenate(each -> seen(user, organization, each))
                    .select()
                    .where(Optional::isPresent)
                    .map(Optional::orElseThrow)
                    .collect()
                    .asSet())
        .map(Sight::new);
  }

  private Uni<Optional<WorkspaceId>> seen(
      Caller.User user, OrganizationId organization, WorkspaceId workspace) {
    return access
        .require(user, organization, workspace, READ)
        .replaceWith(Optional.of(workspace))
        .onFailure(Forbidden.class)
        .recoverWithItem(Optional.empty());
  }

  private static Uni<List<WorkspaceId>> all(Tx tx, OrganizationId organization) {
    return tx.list(
        "SELECT workspace_id FROM workspaces WHERE organization_id = $1",
        row -> new WorkspaceId(row.getUUID("workspace_id")),
        organization);
  }
}
