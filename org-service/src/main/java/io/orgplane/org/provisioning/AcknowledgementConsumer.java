package io.orgplane.org.provisioning;

import io.orgplane.kit.event.EventConsumer;
import io.orgplane.kit.event.Received;
import io.orgplane.kit.provisioning.ParticipantAcknowledged;
import io.orgplane.kit.tx.Tx;
import io.orgplane.org.organization.Organization;
import io.orgplane.org.organization.OrganizationStatus;
import io.orgplane.org.organization.Organizations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Makes an organization active when every service has said that it is ready for it, in whatever
 * order and however late. The organization's row is locked first: the three answers come on three
 * topics, and two at once would else each see the other missing.
 */
@ApplicationScoped
class AcknowledgementConsumer implements EventConsumer {

  private static final String CREATION = "organization-created";

  private static final String NOTE =
      """
      INSERT INTO provisioning_acknowledgements (organization_id, participant, acknowledged_at)
      VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
      """;

  private static final String COUNT =
      "SELECT count(*) AS n FROM provisioning_acknowledgements WHERE organization_id = $1";

  private final Organizations organizations;
  private final ProvisioningConfig config;
  private final ProvisioningMetrics metrics;
  private final Clock clock;

  AcknowledgementConsumer(
      Organizations organizations,
      ProvisioningConfig config,
      ProvisioningMetrics metrics,
      Clock clock) {
    this.organizations = organizations;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "provisioning";
  }

  @Override
  public void listen(Listening to) {
    to.event(ParticipantAcknowledged.class, this::acknowledged);
  }

  private Uni<Void> acknowledged(Tx tx, Received<ParticipantAcknowledged> event) {
    ParticipantAcknowledged said = event.payload();
    if (!said.causeType().equals(CREATION) || !config.participants().contains(said.participant())) {
      return Uni.createFrom().voidItem();
    }
    return organizations
        .lockIfThere(tx, event.organization())
        .chain(
            found ->
                found
                    .map(organization -> note(tx, organization, said.participant()))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> note(Tx tx, Organization organization, String participant) {
    return tx.execute(NOTE, organization.id(), participant, clock.instant())
        .chain(() -> tx.one(COUNT, row -> row.getLong("n"), organization.id()))
        .chain(
            known ->
                known == config.participants().size()
                        && organization.status() == OrganizationStatus.PROVISIONING
                    ? activate(tx, organization)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> activate(Tx tx, Organization organization) {
    return organizations
        .become(tx, organization.id(), OrganizationStatus.ACTIVE)
        .invoke(() -> metrics.provisioned(organization.createdAt(), clock.instant()));
  }
}
