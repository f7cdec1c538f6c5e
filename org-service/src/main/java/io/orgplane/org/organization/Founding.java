package io.orgplane.org.organization;

import io.orgplane.kit.access.MembershipProjection;
import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Name;
import io.orgplane.org.organization.OrganizationEvent.OrganizationCreated;
import io.orgplane.org.organization.OrganizationProblem.NoAddress;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes an organization with everything that belongs to it here, its Owner's row in the own
 * projection included: the caller can use it in this service as soon as the transaction has
 * committed.
 */
@ApplicationScoped
public class Founding {

  private static final int MAX_NAME = 255;

  private final Organizations organizations;
  private final MembershipProjection memberships;
  private final List<OrganizationLifecycle> features;
  private final Outbox outbox;
  private final AuditTrail audit;

  Founding(
      Organizations organizations,
      MembershipProjection memberships,
      @All List<OrganizationLifecycle> features,
      Outbox outbox,
      AuditTrail audit) {
    this.organizations = organizations;
    this.memberships = memberships;
    this.features = features;
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * False, and nothing done, when it is personal and its founder has one already.
   *
   * @throws NoAddress when the founder has no e-mail address
   */
  public Uni<Boolean> found(Tx tx, Organization organization, Founder founder) {
    if (founder.email().isBlank()) {
      throw new NoAddress();
    }
    return organizations
        .add(tx, organization)
        .call(added -> added ? furnish(tx, organization, founder) : Uni.createFrom().voidItem());
  }

  private Uni<Void> furnish(Tx tx, Organization organization, Founder founder) {
    return memberships
        .found(tx, organization.id(), founder.id())
        .chain(() -> beginFeatures(tx, organization))
        .chain(() -> outbox.append(tx, created(organization, founder)))
        .chain(() -> audit.record(tx, creation(organization, founder)));
  }

  private Uni<Void> beginFeatures(Tx tx, Organization organization) {
    return Multi.createFrom()
        .iterable(features)
        .onItem()
        .transformToUniAndConcatenate(feature -> feature.founded(tx, organization.id()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static OrganizationCreated created(Organization organization, Founder founder) {
    return new OrganizationCreated(
        organization.id(),
        organization.name(),
        organization.description(),
        organization.personal(),
        founder.id(),
        founder.email().strip().toLowerCase(Locale.ROOT),
        shortened(founder.fullName()),
        organization.createdAt());
  }

  private static AuditEntry creation(Organization organization, Founder founder) {
    return AuditEntry.created(
        organization.id(),
        founder.by(),
        "organization-created",
        organization.subject(),
        Map.of(
            "name", organization.name(),
            "description", organization.description(),
            "personal", organization.personal(),
            "ownerId", founder.id()));
  }

  private static String shortened(String name) {
    return Name.readable(name, MAX_NAME);
  }
}
