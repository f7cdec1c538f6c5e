package io.orgplane.org.organization;

import io.orgplane.kit.access.MembershipProjection;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * The Owner ends the organization: everything about it here goes in one transaction, and the other
 * services do the same when they hear of it. A read-only one can be deleted too.
 */
@ApplicationScoped
class DeletingOrganization {

  private final Transactions transactions;
  private final Organizations organizations;
  private final MembershipProjection memberships;
  private final List<OrganizationLifecycle> features;
  private final Outbox outbox;
  private final AuditTrail audit;

  DeletingOrganization(
      Transactions transactions,
      Organizations organizations,
      MembershipProjection memberships,
      @All List<OrganizationLifecycle> features,
      Outbox outbox,
      AuditTrail audit) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.memberships = memberships;
    this.features = features;
    this.outbox = outbox;
    this.audit = audit;
  }

  Uni<Void> of(OrganizationId id, Caller.User by) {
    return transactions.in(
        id, tx -> organizations.lock(tx, id).chain(found -> delete(tx, found, by)));
  }

  private Uni<Void> delete(Tx tx, Organization organization, Caller.User by) {
    return organizations
        .become(tx, organization.id(), OrganizationStatus.DELETED)
        .chain(() -> memberships.dissolve(tx, organization.id()))
        .chain(() -> endFeatures(tx, organization.id()))
        .chain(() -> outbox.append(tx, organization.delete(by.id())))
        .chain(() -> audit.record(tx, deletion(organization, by)));
  }

  private static AuditEntry deletion(Organization organization, Caller.User by) {
    return AuditEntry.removed(
        organization.id(),
        by.actor(),
        "organization-deleted",
        organization.subject(),
        Map.of("name", organization.name(), "description", organization.description()));
  }

  private Uni<Void> endFeatures(Tx tx, OrganizationId organization) {
    return Multi.createFrom()
        .iterable(features)
        .onItem()
        .transformToUniAndConcatenate(feature -> feature.dissolved(tx, organization))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
