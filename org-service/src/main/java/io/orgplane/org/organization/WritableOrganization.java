package io.orgplane.org.organization;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;

/** Says whether an organization may be changed at present; the entitlements know. */
public interface WritableOrganization {

  /** Fails with {@link OrganizationProblem.ReadOnly} when nothing may be changed in it. */
  Uni<Void> require(Tx tx, OrganizationId organization);
}
