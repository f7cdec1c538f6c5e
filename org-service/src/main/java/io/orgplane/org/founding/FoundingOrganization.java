package io.orgplane.org.founding;

import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.idempotency.Idempotency;
import io.orgplane.kit.idempotency.IdempotencyKey;
import io.orgplane.kit.identity.Caller;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import io.orgplane.org.organization.Founder;
import io.orgplane.org.organization.Founding;
import io.orgplane.org.organization.Organization;
import io.orgplane.org.organization.OrganizationView;
import io.orgplane.org.provisioning.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody makes an organization by hand and becomes its Owner. It begins without a workspace: the
 * first that is created becomes its default.
 */
@ApplicationScoped
class FoundingOrganization {

  private final Transactions transactions;
  private final Idempotency idempotency;
  private final Founding founding;
  private final Provisioning provisioning;
  private final Clock clock;

  FoundingOrganization(
      Transactions transactions,
      Idempotency idempotency,
      Founding founding,
      Provisioning provisioning,
      Clock clock) {
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.founding = founding;
    this.provisioning = provisioning;
    this.clock = clock;
  }

  /** What is wanted. */
  record Wanted(Name name, Description description) {}

  /**
   * A repeated call gets the organization of the first, and waits for it as the first does: its
   * status is the only part of the answer that may have gone on since.
   */
  Uni<OrganizationView> of(Caller.User founder, Wanted wanted, @Nullable IdempotencyKey key) {
    return transactions
        .acrossOrganizations(tx -> once(tx, founder, wanted, key))
        .chain(this::whenUsable);
  }

  private Uni<OrganizationView> once(
      Tx tx, Caller.User founder, Wanted wanted, @Nullable IdempotencyKey key) {
    return idempotency.once(
        tx,
        OrganizationId.NONE,
        founder,
        key,
        List.of("POST /v1/organizations", wanted),
        OrganizationView.class,
        () -> found(tx, founder, wanted));
  }

  private Uni<OrganizationView> found(Tx tx, Caller.User founder, Wanted wanted) {
    Organization organization =
        Organization.founded(
            wanted.name(), wanted.description(), false, founder.id(), clock.instant());
    return founding
        .found(tx, organization, Founder.of(founder))
        .replaceWith(OrganizationView.of(organization));
  }

  private Uni<OrganizationView> whenUsable(OrganizationView founded) {
    return provisioning.await(founded.id(), founded.createdAt()).map(founded::withStatus);
  }
}
