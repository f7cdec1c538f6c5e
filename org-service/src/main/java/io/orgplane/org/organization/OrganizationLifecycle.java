package io.orgplane.org.organization;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;

/**
 * What a feature keeps about an organization: it begins and ends in the same transaction as the
 * organization. Every bean of this type is asked, so that a new feature cannot be forgotten here.
 */
public interface OrganizationLifecycle {

  /** The organization has just been inserted. */
  Uni<Void> founded(Tx tx, OrganizationId organization);

  /** The organization is being deleted: drop what there is. */
  Uni<Void> dissolved(Tx tx, OrganizationId organization);
}
