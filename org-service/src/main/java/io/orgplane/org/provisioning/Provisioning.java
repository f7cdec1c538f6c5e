package io.orgplane.org.provisioning;

import io.orgplane.kit.event.Arrival;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.org.organization.OrganizationStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The bounded wait that makes a new organization usable through every service before its creator
 * goes on. The bound counts from the creation: repeated calls during an outage of some service are
 * not slow for ever.
 */
@ApplicationScoped
public class Provisioning {

  private static final String STATUS =
      "SELECT status FROM organizations WHERE organization_id = $1 AND status <> 'provisioning'";

  private final Transactions transactions;
  private final ProvisioningConfig config;
  private final Clock clock;

  Provisioning(Transactions transactions, ProvisioningConfig config, Clock clock) {
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** The status as soon as it is no longer provisioning, or provisioning when patience is over. */
  public Uni<OrganizationStatus> await(OrganizationId organization, Instant createdAt) {
    return Arrival.within(patienceLeft(createdAt), () -> settled(organization))
        .map(settled -> settled.orElse(OrganizationStatus.PROVISIONING));
  }

  private Uni<Optional<OrganizationStatus>> settled(OrganizationId organization) {
    return transactions.in(
        organization,
        tx -> tx.find(STATUS, row -> OrganizationStatus.of(row.getString("status")), organization));
  }

  private Duration patienceLeft(Instant createdAt) {
    Duration left = config.patience().minus(Duration.between(createdAt, clock.instant()));
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(config.patience()) > 0 ? config.patience() : left;
  }
}
