package io.orgplane.membership.member;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.membership.workspace.Workspaces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Changes what a member may do: the role, or the workspaces. One transaction each. */
@ApplicationScoped
class ChangeMembership {

  private final Transactions transactions;
  private final Rosters rosters;
  private final Workspaces workspaces;

  ChangeMembership(Transactions transactions, Rosters rosters, Workspaces workspaces) {
    this.transactions = transactions;
    this.rosters = rosters;
    this.workspaces = workspaces;
  }

  Uni<Member> role(Target target, Role wanted) {
    return decide(target, List.of(), roster -> roster.changeRole(wanted));
  }

  Uni<Member> workspaces(Target target, List<Assignment> wanted) {
    return workspaces
        .arrived(target.organization(), Assignment.workspaceIds(wanted))
        .invoke(existing -> Assignment.requireExisting(wanted, existing))
        .chain(() -> decide(target, wanted, roster -> roster.assign(wanted)));
  }

  Uni<Member> assign(Target target, Assignment wanted) {
    return requireWorkspace(target.organization(), wanted.workspaceId())
        .chain(() -> decide(target, List.of(wanted), roster -> roster.assign(wanted)));
  }

  Uni<Member> unassign(Target target, WorkspaceId workspace) {
    return requireWorkspace(target.organization(), workspace)
        .chain(() -> decide(target, List.of(), roster -> roster.unassign(workspace)));
  }

  /** Fails with the answer of an unknown id unless it is a workspace of this organization. */
  Uni<Void> requireWorkspace(OrganizationId organization, WorkspaceId workspace) {
    return workspaces
        .arrived(organization, List.of(workspace))
        .invoke(ChangeMembership::requireAny)
        .replaceWithVoid();
  }

  private Uni<Member> decide(
      Target target, List<Assignment> added, Function<Roster, Change> decision) {
    return transactions.in(target.organization(), tx -> decide(tx, target, added, decision));
  }

  private Uni<Member> decide(
      Tx tx, Target target, List<Assignment> added, Function<Roster, Change> decision) {
    return rosters
        .lock(tx, target.organization(), target.by().id(), target.subject())
        .invoke(roster -> IfMatch.check(target.seen(), roster.subject()))
        .call(() -> stillThere(tx, target.organization(), added))
        .map(decision)
        .chain(change -> rosters.apply(tx, change, target.by().actor()));
  }

  /** Now that the lock is held: a workspace that was deleted meanwhile takes no assignment. */
  private Uni<Void> stillThere(Tx tx, OrganizationId organization, List<Assignment> added) {
    if (added.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return workspaces
        .existing(tx, organization, Assignment.workspaceIds(added))
        .invoke(existing -> Assignment.requireExisting(added, existing))
        .replaceWithVoid();
  }

  private static void requireAny(Set<WorkspaceId> existing) {
    if (existing.isEmpty()) {
      throw new NotFound();
    }
  }
}
