package io.orgplane.membership.member;

import io.orgplane.kit.access.Permission;
import io.orgplane.kit.access.PermissionMatrix;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.Conflict;
import io.orgplane.kit.problem.CommonProblem.Forbidden;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.membership.member.MemberEvent.MemberRemoved;
import io.orgplane.membership.member.MemberEvent.MemberRoleChanged;
import io.orgplane.membership.member.MemberEvent.MemberState;
import io.orgplane.membership.member.MemberEvent.OwnershipTransferred;
import io.orgplane.membership.member.MemberEvent.WorkspaceAccessChanged;
import io.orgplane.membership.seat.Seats;
import java.util.List;
import java.util.UUID;

/**
 * What has to be known to change one membership, read under the lock of the organization: so the
 * one who acts has the role that they have now, not the one that they had when the request came in.
 *
 * @param actor who wants the change
 * @param subject whom it concerns; may be the same
 * @param owners how many there are
 */
record Roster(Seats seats, Member actor, Member subject, int owners) {

  private static final Permission MANAGE_ROLES = permission("roles:manage");
  private static final Permission MANAGE_MEMBERS = permission("members:manage");
  private static final Permission TRANSFER = permission("ownership:transfer");
  private static final Permission MANAGE_WORKSPACE = permission("workspace:manage");

  /** Nobody grants above their own role, nor touches somebody who stands above them. */
  Change changeRole(Role wanted) {
    require(MANAGE_ROLES);
    requireNotAbove(subject.role());
    requireNotAbove(wanted);
    if (subject.role() == wanted) {
      return Change.none(subject);
    }
    requireAnOwnerWithout(subject);
    Seats after = seats.changed();
    Member changed = subject.withRole(wanted).at(after.version());
    return new Change(
        after, List.of(subject), List.of(changed), List.of(roleChanged(changed, subject, after)));
  }

  Change assign(List<Assignment> wanted) {
    require(MANAGE_MEMBERS);
    requireNotAbove(subject.role());
    if (!wanted.isEmpty()) {
      requireAssignable();
    }
    return change(subject.withWorkspaces(wanted));
  }

  Change assign(Assignment wanted) {
    require(wanted.workspaceId());
    requireAssignable();
    return change(subject.with(wanted));
  }

  Change unassign(WorkspaceId workspace) {
    require(workspace);
    requireAssignable();
    if (!subject.isAssignedTo(workspace)) {
      throw new NotFound();
    }
    return change(subject.without(workspace));
  }

  /** An Owner makes the other Owner and becomes Admin, in one step. */
  Change transferOwnership() {
    require(TRANSFER);
    if (subject.isOwner()) {
      throw new Conflict("They are an Owner already.");
    }
    Seats first = seats.changed();
    Seats second = first.changed();
    Member raised = subject.withRole(Role.OWNER).at(first.version());
    Member stepped = actor.withRole(Role.ADMIN).at(second.version());
    return new Change(
        second,
        List.of(subject, actor),
        List.of(raised, stepped),
        List.of(
            roleChanged(raised, subject, first),
            roleChanged(stepped, actor, second),
            new OwnershipTransferred(
                seats.organization(), actor.userId(), subject.userId(), second.version())));
  }

  /** Whoever is in may leave; removing somebody else is for those who manage members. */
  Departure remove(UUID revocation) {
    if (!actor.userId().equals(subject.userId())) {
      require(MANAGE_MEMBERS);
      requireNotAbove(subject.role());
    }
    requireAnOwnerWithout(subject);
    Seats after = seats.freed();
    return new Departure(
        after,
        subject,
        new MemberRemoved(
            seats.organization(),
            subject.userId(),
            subject.role(),
            revocation,
            Assignment.workspaceIds(subject.workspaces()),
            actor.userId(),
            after.used(),
            after.version()));
  }

  private Change change(Member changed) {
    if (changed.asMembership().equals(subject.asMembership())) {
      return Change.none(subject);
    }
    Seats after = seats.changed();
    Member next = changed.at(after.version());
    return new Change(
        after,
        List.of(subject),
        List.of(next),
        List.of(
            new WorkspaceAccessChanged(next.organization(), MemberState.of(next, after.used()))));
  }

  private static MemberRoleChanged roleChanged(Member changed, Member before, Seats after) {
    return new MemberRoleChanged(
        changed.organization(), MemberState.of(changed, after.used()), before.role());
  }

  private void require(Permission permission) {
    if (!PermissionMatrix.standard().allows(actor.asMembership(), permission)) {
      throw new Forbidden("Your role does not include " + permission + " here.");
    }
  }

  private void require(WorkspaceId workspace) {
    if (!PermissionMatrix.standard().allows(actor.asMembership(), workspace, MANAGE_WORKSPACE)) {
      throw new Forbidden("Your role does not include " + MANAGE_WORKSPACE + " here.");
    }
  }

  private void requireNotAbove(Role role) {
    if (role.isAbove(actor.role())) {
      throw new Forbidden("This is for a role above yours.");
    }
  }

  private void requireAssignable() {
    if (subject.role().reachesEveryWorkspace()) {
      throw new Conflict("Owners and Admins reach every workspace; they have no assignments.");
    }
  }

  private void requireAnOwnerWithout(Member leaving) {
    if (leaving.isOwner() && owners == 1) {
      throw new MemberProblem.LastOwner();
    }
  }

  private static Permission permission(String name) {
    return PermissionMatrix.standard().permission(name);
  }
}
