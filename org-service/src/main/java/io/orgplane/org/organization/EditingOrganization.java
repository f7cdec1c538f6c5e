package io.orgplane.org.organization;

import io.orgplane.kit.audit.AuditEntry;
import io.orgplane.kit.audit.AuditTrail;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Edit;
import io.orgplane.org.edit.Wording;
import io.orgplane.org.organization.Organization.Edited;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** An Owner or Admin changes name or description. */
@ApplicationScoped
class EditingOrganization {

  private final Transactions transactions;
  private final Organizations organizations;
  private final WritableOrganization writable;
  private final Outbox outbox;
  private final AuditTrail audit;

  EditingOrganization(
      Transactions transactions,
      Organizations organizations,
      WritableOrganization writable,
      Outbox outbox,
      AuditTrail audit) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.writable = writable;
    this.outbox = outbox;
    this.audit = audit;
  }

  Uni<Organization> of(OrganizationId id, Edit edit, Caller.User by) {
    return transactions.in(
        id,
        tx ->
            organizations
                .lock(tx, id)
                .call(() -> writable.require(tx, id))
                .chain(found -> apply(tx, found, edit, by)));
  }

  private Uni<Organization> apply(Tx tx, Organization organization, Edit edit, Caller.User by) {
    return organization
        .edit(edit)
        .map(edited -> save(tx, organization, edited, by))
        .orElseGet(() -> Uni.createFrom().item(organization));
  }

  private Uni<Organization> save(Tx tx, Organization before, Edited edited, Caller.User by) {
    return organizations
        .reword(tx, edited.organization())
        .chain(() -> outbox.append(tx, edited.event()))
        .chain(() -> audit.record(tx, edition(before, edited.organization(), by)))
        .replaceWith(edited.organization());
  }

  private static AuditEntry edition(Organization before, Organization after, Caller.User by) {
    Wording wording = new Wording(before.name(), before.description());
    Wording now = new Wording(after.name(), after.description());
    return AuditEntry.changed(
        after.id(),
        by.actor(),
        "organization-updated",
        after.subject(),
        wording.where(now),
        now.where(wording));
  }
}
