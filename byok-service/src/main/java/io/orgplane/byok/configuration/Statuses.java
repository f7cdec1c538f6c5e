package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.ByokEvent.ByokExpiryAnnounced;
import io.orgplane.byok.configuration.Configuration.Change;
import io.orgplane.byok.connectiontest.Finding;
import io.orgplane.byok.connectiontest.TestReport;
import io.orgplane.byok.credential.CredentialKind;
import io.orgplane.kit.event.Outbox;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.identity.Actor;
import io.orgplane.kit.tx.Rows;
import io.orgplane.kit.tx.Transactions;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What checks and time make of a configuration. */
@ApplicationScoped
public class Statuses {

  private static final Actor HEALTH = Actor.system("byok-health");
  private static final Actor TIME = Actor.system("byok-expiry");

  private static final String OVER =
      """
      SELECT organization_id FROM configurations
      WHERE state IN ('active', 'degraded', 'invalid') AND expires_at <= $1
      ORDER BY expires_at LIMIT $2
      """;

  private static final String NEARLY_OVER =
      """
      UPDATE configurations SET expiry_noticed_at = $1
      WHERE organization_id IN (
        SELECT organization_id FROM configurations
        WHERE state IN ('active', 'degraded', 'invalid') AND expires_at > $1 AND expires_at <= $2
          AND expiry_noticed_at IS NULL
        ORDER BY expires_at LIMIT $3 FOR UPDATE SKIP LOCKED)
      RETURNING organization_id, expires_at
      """;

  private final Transactions transactions;
  private final Configurations configurations;
  private final ConfigurationChanges changes;
  private final CheckSchedule schedule;
  private final LastChecks lastChecks;
  private final Outbox outbox;
  private final HealthConfig config;
  private final Clock clock;

  Statuses(
      Transactions transactions,
      Configurations configurations,
      ConfigurationChanges changes,
      CheckSchedule schedule,
      LastChecks lastChecks,
      Outbox outbox,
      HealthConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.configurations = configurations;
    this.changes = changes;
    this.schedule = schedule;
    this.lastChecks = lastChecks;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  /** Only as long as it still is the generation that was tested. */
  public Uni<Void> found(Configuration tested, TestReport report) {
    OrganizationId organization = tested.organization();
    return transactions.in(
        organization,
        tx ->
            configurations
                .lock(tx, organization)
                .map(now -> now.filter(same -> same.generation() == tested.generation()))
                .chain(present -> found(tx, present, report)));
  }

  /** Those whose session has ended, a few at a time. */
  public Uni<List<OrganizationId>> over(Tx tx, int most) {
    return tx.list(OVER, Rows::organization, clock.instant(), most);
  }

  public Uni<Void> expire(OrganizationId organization) {
    return transactions.in(
        organization,
        tx ->
            configurations
                .requireLocked(tx, organization)
                .chain(present -> changes.keep(tx, present.expire(clock.instant()), TIME)));
  }

  /** Once per session, by whichever replica comes first. */
  public Uni<Void> announceExpiries(Tx tx, int most) {
    Instant now = clock.instant();
    return tx.list(
            NEARLY_OVER,
            row -> new ByokExpiryAnnounced(Rows.organization(row), Rows.instant(row, "expires_at")),
            now,
            now.plus(config.expiryNotice()),
            most)
        .chain(announced -> outbox.append(tx, announced));
  }

  private Uni<Void> found(Tx tx, Optional<Configuration> same, TestReport report) {
    return same.map(present -> found(tx, present, report)).orElse(Uni.createFrom().voidItem());
  }

  private Uni<Void> found(Tx tx, Configuration present, TestReport report) {
    LastCheck check = LastCheck.of(report, clock.instant());
    return lastChecks
        .note(tx, present.organization(), present.generation(), check)
        .chain(() -> schedule.next(tx, present.organization(), report.finding()))
        .map(unanswered -> decide(present, report, unanswered))
        .chain(change -> changes.keep(tx, change, HEALTH));
  }

  private Change decide(Configuration present, TestReport report, int unanswered) {
    Finding found = report.finding();
    return switch (found) {
      case WELL -> present.recover();
      case IMPAIRED -> present.degrade(report.failed());
      case REFUSED -> present.invalidate(report.failed());
      case OVER -> isTemporary(present) ? present.end() : present.invalidate(report.failed());
      case UNANSWERED -> degradeAfterPatience(present, report, unanswered);
    };
  }

  /**
   * An invalid one stays so until AWS says that it is well: bad weather does not make it better.
   */
  private Change degradeAfterPatience(Configuration present, TestReport report, int unanswered) {
    boolean patient = unanswered < config.patience() || present.stored() == Status.INVALID;
    return patient ? present.unchanged() : present.degrade(report.failed());
  }

  private static boolean isTemporary(Configuration present) {
    return present
        .settings()
        .filter(settings -> settings.kind() == CredentialKind.TEMPORARY_KEY)
        .isPresent();
  }
}
