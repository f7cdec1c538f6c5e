package io.orgplane.byok.vending;

import io.orgplane.byok.configuration.Configuration;
import io.orgplane.byok.configuration.Configurations;
import io.orgplane.byok.workspace.Workspaces;
import io.orgplane.byok.workspace.Workspaces.Existence;
import io.orgplane.kit.event.Arrival;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Whether a workspace may have credentials now, and whose. It is asked of the database for every
 * request, so that what was removed is not vended by any replica once the removal has committed.
 */
@ApplicationScoped
class Standings {

  private final Transactions transactions;
  private final Workspaces workspaces;
  private final Configurations configurations;
  private final VendingConfig config;
  private final Clock clock;

  Standings(
      Transactions transactions,
      Workspaces workspaces,
      Configurations configurations,
      VendingConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.workspaces = workspaces;
    this.configurations = configurations;
    this.config = config;
    this.clock = clock;
  }

  /** Waits a moment for a workspace that nobody has told of yet. */
  Uni<Source> awaited(OrganizationId organization, WorkspaceId workspace) {
    return Arrival.within(config.patience(), () -> find(organization, workspace))
        .map(found -> found.orElseThrow(NotFound::new));
  }

  Uni<Source> now(OrganizationId organization, WorkspaceId workspace) {
    return find(organization, workspace).map(found -> found.orElseThrow(NotFound::new));
  }

  private Uni<Optional<Source>> find(OrganizationId organization, WorkspaceId workspace) {
    return transactions.in(organization, tx -> find(tx, organization, workspace));
  }

  private Uni<Optional<Source>> find(Tx tx, OrganizationId organization, WorkspaceId workspace) {
    return workspaces
        .find(tx, organization, workspace)
        .chain(
            existence ->
                existence
                    .map(known -> source(tx, organization, known).map(Optional::of))
                    .orElseGet(() -> Uni.createFrom().item(Optional.<Source>empty())));
  }

  private Uni<Source> source(Tx tx, OrganizationId organization, Existence existence) {
    return switch (existence) {
      case DELETED -> Uni.createFrom().failure(new NotFound());
      case THERE -> configurations.find(tx, organization).map(this::source);
    };
  }

  private Source source(Optional<Configuration> found) {
    return found.map(this::source).orElseGet(Source.Platform::new);
  }

  private Source source(Configuration configuration) {
    var status = configuration.status(clock.instant());
    return switch (status) {
      case DRAFT, SUSPENDED, REVOKED -> new Source.Platform();
      case EXPIRED -> new Source.Unusable(status);
      case ACTIVE ->
          new Source.Byok(
              configuration.organization(),
              configuration.version(),
              configuration.settings().orElseThrow());
    };
  }
}
