package io.orgplane.byok.configuration;

import io.orgplane.byok.externalid.ExternalIds;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads a configuration for people. */
@ApplicationScoped
class ShowingByok {

  private final Transactions transactions;
  private final ExternalIds externalIds;
  private final Configurations configurations;
  private final LastChecks lastChecks;

  ShowingByok(
      Transactions transactions,
      ExternalIds externalIds,
      Configurations configurations,
      LastChecks lastChecks) {
    this.transactions = transactions;
    this.externalIds = externalIds;
    this.configurations = configurations;
    this.lastChecks = lastChecks;
  }

  /** The external id comes in the same transaction as the draft, and is waited for. */
  Uni<Shown> of(OrganizationId organization) {
    return externalIds
        .require(organization)
        .chain(known -> transactions.in(organization, tx -> find(tx, organization)));
  }

  private Uni<Shown> find(Tx tx, OrganizationId organization) {
    return configurations
        .require(tx, organization)
        .chain(
            configuration ->
                lastChecks.find(tx, organization).map(check -> new Shown(configuration, check)));
  }
}
