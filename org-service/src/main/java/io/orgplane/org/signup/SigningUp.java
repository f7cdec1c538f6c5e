package io.orgplane.org.signup;

import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Description;
import io.orgplane.org.organization.Founding;
import io.orgplane.org.organization.Organization;
import io.orgplane.org.organization.OrganizationStatus;
import io.orgplane.org.organization.Organizations;
import io.orgplane.org.organization.OwnOrganizations;
import io.orgplane.org.organization.OwnOrganizations.Own;
import io.orgplane.org.provisioning.Provisioning;
import io.orgplane.org.workspace.OpeningWorkspace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Gives a person their personal organization the first time that they show up. The database admits
 * one for each person, so of any number of first calls at once one makes it and the others wait for
 * that one and find it. Whoever deletes theirs gets no other.
 */
@ApplicationScoped
class SigningUp {

  private final Transactions transactions;
  private final Organizations organizations;
  private final OwnOrganizations own;
  private final Founding founding;
  private final OpeningWorkspace workspaces;
  private final Provisioning provisioning;
  private final Clock clock;

  SigningUp(
      Transactions transactions,
      Organizations organizations,
      OwnOrganizations own,
      Founding founding,
      OpeningWorkspace workspaces,
      Provisioning provisioning,
      Clock clock) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.own = own;
    this.founding = founding;
    this.workspaces = workspaces;
    this.provisioning = provisioning;
    this.clock = clock;
  }

  /** Their organizations, after making sure of the personal one. */
  Uni<List<Own>> of(Caller.User person) {
    return transactions
        .acrossOrganizations(tx -> organizations.personalOf(tx, person.id()))
        .chain(found -> found.map(Uni.createFrom()::item).orElseGet(() -> makePersonal(person)))
        .call(this::whenUsable)
        .chain(() -> transactions.acrossOrganizations(tx -> own.of(tx, person.id())));
  }

  private Uni<Organization> makePersonal(Caller.User person) {
    Organization personal =
        Organization.founded(
            PersonalName.of(person),
            Description.NONE,
            true,
            person.id(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    return transactions.acrossOrganizations(tx -> makeUnlessThere(tx, personal, person));
  }

  private Uni<Organization> makeUnlessThere(Tx tx, Organization personal, Caller.User person) {
    return founding
        .found(tx, personal, person)
        .chain(
            made ->
                made
                    ? workspaces.first(tx, personal.id(), person.id()).replaceWith(personal)
                    : organizations
                        .personalOf(tx, person.id())
                        .map(existing -> existing.orElse(personal)));
  }

  /** Until every service is ready for it, as with an organization that is made by hand. */
  private Uni<OrganizationStatus> whenUsable(Organization personal) {
    return personal.status() == OrganizationStatus.PROVISIONING
        ? provisioning.await(personal.id(), personal.createdAt())
        : Uni.createFrom().item(personal.status());
  }
}
