package io.orgplane.byok.vending;

import io.orgplane.byok.configuration.Status;
import io.orgplane.byok.vending.StandingRows.Asked;
import io.orgplane.byok.vending.StandingRows.Standing;
import io.orgplane.kit.event.Arrival;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.kit.problem.CommonProblem.NotFound;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a workspace may have credentials now, and whose. It is asked of the database for every
 * request, so that what was removed is not vended by any replica once the removal has committed.
 */
@ApplicationScoped
class Standings {

  private final CombinedReads reads;
  private final VendingConfig config;
  private final Clock clock;

  Standings(CombinedReads reads, VendingConfig config, Clock clock) {
    this.reads = reads;
    this.config = config;
    this.clock = clock;
  }

  /** Waits a moment for a workspace that nobody has told of yet. */
  Uni<Source> awaited(OrganizationId organization, WorkspaceId workspace) {
    return find(organization, workspace)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found.get())
                    : afterArrival(organization, workspace));
  }

  private Uni<Source> afterArrival(OrganizationId organization, WorkspaceId workspace) {
    return Arrival.within(config.patience(), () -> find(organization, workspace))
        .map(found -> found.orElseThrow(NotFound::new));
  }

  Uni<Source> now(OrganizationId organization, WorkspaceId workspace) {
    return find(organization, workspace).map(found -> found.orElseThrow(NotFound::new));
  }

  private Uni<Optional<Source>> find(OrganizationId organization, WorkspaceId workspace) {
    return reads
        .of(new Asked(organization, workspace))
        .map(standing -> source(organization, standing));
  }

  private Optional<Source> source(OrganizationId organization, Standing standing) {
    if (standing.deleted() == null) {
      return Optional.empty();
    }
    if (standing.deleted()) {
      throw new NotFound();
    }
    Status status = statusNow(standing);
    return Optional.of(
        switch (status) {
          case DRAFT, SUSPENDED, REVOKED -> new Source.Platform();
          case EXPIRED, INVALID -> new Source.Unusable(status);
          case ACTIVE, DEGRADED -> new Source.Byok(organization, standing.generation());
        });
  }

  private Status statusNow(Standing standing) {
    Instant ends = standing.expiresAt();
    boolean over = ends != null && !clock.instant().isBefore(ends);
    return over && standing.status().isChecked() ? Status.EXPIRED : standing.status();
  }
}
