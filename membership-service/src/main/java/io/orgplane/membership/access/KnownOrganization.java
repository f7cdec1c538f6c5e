package io.orgplane.membership.access;

import io.orgplane.kit.access.Membership;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.membership.access.AccessRows.Changes;
import io.orgplane.membership.access.AccessRows.Found;
import io.orgplane.membership.access.AccessRows.Head;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an organization: of those who were asked about, not of all. Everything in
 * it holds at its version; to come to a newer one, it forgets what has changed in between.
 */
final class KnownOrganization {

  private final OrganizationId organization;
  private final Map<UserId, Optional<Membership>> members = new HashMap<>();
  private final Map<WorkspaceId, WorkspaceState> workspaces = new HashMap<>();
  private long version;
  private long membershipVersion;
  private int assignments;

  KnownOrganization(OrganizationId organization, Found first) {
    this.organization = organization;
    this.version = first.version();
    this.membershipVersion = first.facts().version();
  }

  OrganizationId organization() {
    return organization;
  }

  synchronized long version() {
    return version;
  }

  /** In members, assignments and workspaces. */
  synchronized int size() {
    return 1 + members.size() + assignments + workspaces.size();
  }

  /** What is remembered, all of it at one version; empty when a part of it is not. */
  synchronized Optional<AccessFacts> facts(Concern about) {
    Optional<Membership> member = members.get(about.user());
    WorkspaceState workspace =
        about.workspace() == null ? WorkspaceState.NOT_NAMED : workspaces.get(about.workspace());
    return member == null || workspace == null
        ? Optional.empty()
        : Optional.of(new AccessFacts(about, member.orElse(null), workspace, membershipVersion));
  }

  /** Takes in what was read at this very version; what was read at another one is of no use. */
  synchronized void keep(Found found) {
    if (found.version() != version) {
      return;
    }
    Concern about = found.facts().about();
    Membership member = found.facts().member();
    Optional<Membership> before = members.put(about.user(), Optional.ofNullable(member));
    assignments += count(member) - count(before == null ? null : before.orElse(null));
    if (about.workspace() != null) {
      workspaces.put(about.workspace(), found.facts().workspace());
    }
  }

  /** Whether it has come to that version; otherwise it has to be forgotten as a whole. */
  synchronized boolean catchUp(Head head) {
    Changes changes = head.changes();
    if (head.version() == version) {
      return true;
    }
    if (head.version() < version || changes == null || !changes.reachBackTo(version)) {
      return false;
    }
    for (int i = 0; i < changes.subjects().length && changes.versions()[i] > version; i++) {
      forget(changes.subjects()[i]);
    }
    version = head.version();
    membershipVersion = changes.membershipVersion();
    return true;
  }

  private void forget(String subject) {
    if (subject.startsWith(AccessRows.WORKSPACE)) {
      String id = subject.substring(AccessRows.WORKSPACE.length());
      workspaces.remove(WorkspaceId.fromString(id));
    } else {
      Optional<Membership> member =
          members.remove(new UserId(subject.substring(AccessRows.USER.length())));
      assignments -= count(member == null ? null : member.orElse(null));
    }
  }

  private static int count(@Nullable Membership member) {
    return member == null ? 0 : member.assignments().size();
  }
}
