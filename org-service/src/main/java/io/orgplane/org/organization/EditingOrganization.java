package io.orgplane.org.organization;

import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Edit;
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

  EditingOrganization(
      Transactions transactions,
      Organizations organizations,
      WritableOrganization writable,
      Outbox outbox) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.writable = writable;
    this.outbox = outbox;
  }

  Uni<Organization> of(OrganizationId id, Edit edit) {
    return transactions.in(
        id,
        tx ->
            organizations
                .lock(tx, id)
                .call(() -> writable.require(tx, id))
                .chain(found -> apply(tx, found, edit)));
  }

  private Uni<Organization> apply(Tx tx, Organization organization, Edit edit) {
    return organization
        .edit(edit)
        .map(edited -> save(tx, edited))
        .orElseGet(() -> Uni.createFrom().item(organization));
  }

  private Uni<Organization> save(Tx tx, Edited edited) {
    return organizations
        .reword(tx, edited.organization())
        .chain(() -> outbox.append(tx, edited.event()))
        .replaceWith(edited.organization());
  }
}
