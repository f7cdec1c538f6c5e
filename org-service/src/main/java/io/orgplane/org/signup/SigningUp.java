package io.orgplane.org.signup;

import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Description;
import io.orgplane.org.organization.Founder;
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
import java.util.List;

/**
 * Gives a person their personal organization the first time that they show up. The database admits
 * one for each person, so of any number of first calls at once one makes it and the others wait for
 * that one and find it. Whoever deletes theirs gets no other.
 */
@ApplicationScoped
public class SigningUp {

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
  Uni<List<Own>> of(Founder person) {
    return ensure(person)
        .call(this::whenUsable)
        .chain(() -> transactions.acrossOrganizations(tx -> own.of(tx, person.id())));
  }

  /** Their personal organization, which may have been deleted; made when they never had one. */
  public Uni<Organization> ensure(Founder person) {
    return transactions
        .acrossOrganizations(tx -> organizations.personalOf(tx, person.id()))
        .chain(found -> found.map(Uni.createFrom()::item).orElseGet(() -> makePersonal(person)));
  }

  /** Those of them who never had one. */
  public Uni<List<Founder>> missing(List<Founder> people) {
    String[] ids = people.stream().map(person -> person.id().value()).toArray(String[]::new);
    return transactions
        .acrossOrganizations(tx -> organizations.personalOf(tx, ids))
        .map(served -> people.stream().filter(each -> !served.contains(each.id())).toList());
  }

  private Uni<Organization> makePersonal(Founder person) {
    Organization personal =
        Organization.founded(
            PersonalName.of(person), Description.NONE, true, person.id(), clock.instant());
    return transactions.acrossOrganizations(tx -> makeUnlessThere(tx, personal, person));
  }

  private Uni<Organization> makeUnlessThere(Tx tx, Organization personal, Founder person) {
    return founding
        .found(tx, personal, person)
        .chain(
            made ->
                made
                    ? workspaces.first(tx, personal.id(), person).replaceWith(personal)
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
