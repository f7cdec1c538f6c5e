package io.orgplane.kit.access;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.smallrye.mutiny.Uni;

/**
 * Where a service looks a membership up. Everywhere it is the projection, except in
 * membership-service, which has the memberships themselves.
 */
public interface MembershipSource {

  Uni<Lookup> membershipOf(OrganizationId organization, UserId user);

  /** What a look-up came to. */
  sealed interface Lookup {}

  /** They are a member, now. */
  record Member(Membership membership) implements Lookup {}

  /** They are no member, or there is no such organization. */
  record NotMember() implements Lookup {}

  /** The copy may be out of date, so it says nothing. */
  record Stale() implements Lookup {}
}
