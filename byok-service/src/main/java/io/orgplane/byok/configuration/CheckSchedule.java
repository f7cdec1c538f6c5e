package io.orgplane.byok.configuration;

import io.orgplane.byok.connectiontest.Finding;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** When each configuration is tried out next, kept in its row: nobody needs to be the leader. */
@ApplicationScoped
public class CheckSchedule {

  private static final String CHECKED = "state IN ('active', 'degraded', 'invalid')";

  /** Rows that another replica is just claiming are passed over; its claim moves them away. */
  private static final String CLAIM =
      """
      UPDATE configurations SET next_check_at = $2
      WHERE organization_id IN (
        SELECT organization_id FROM configurations WHERE %1$s AND next_check_at <= $1
        ORDER BY next_check_at LIMIT $3 FOR UPDATE SKIP LOCKED)
      RETURNING *
      """
          .formatted(CHECKED);

  private static final String NEXT =
      """
      UPDATE configurations SET next_check_at = $2, unanswered = $3, expiry_noticed_at = NULL
      WHERE organization_id = $1
      """;

  private static final String ANSWERED =
      "UPDATE configurations SET next_check_at = $2, unanswered = 0 WHERE organization_id = $1";

  private static final String UNANSWERED =
      """
      UPDATE configurations SET next_check_at = $2, unanswered = unanswered + 1
      WHERE organization_id = $1 RETURNING unanswered
      """;

  private final HealthConfig config;
  private final Clock clock;

  CheckSchedule(HealthConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Those that are due, each for one replica only, until the lease ends. */
  public Uni<List<Configuration>> claim(Tx tx) {
    Instant now = clock.instant();
    return tx.list(CLAIM, ConfigurationRow::read, now, now.plus(config.lease()), config.batch());
  }

  /** It has just been verified. */
  Uni<Void> begin(Tx tx, OrganizationId organization) {
    return tx.execute(NEXT, organization, after(config.interval()), 0).replaceWithVoid();
  }

  /** Nobody knows how it is. */
  Uni<Void> soon(Tx tx, OrganizationId organization) {
    return tx.execute(NEXT, organization, clock.instant(), 0).replaceWithVoid();
  }

  /** How many checks in a row have now not been answered. */
  Uni<Integer> next(Tx tx, OrganizationId organization, Finding found) {
    return switch (found) {
      case WELL, REFUSED, OVER -> answered(tx, organization, config.interval());
      case IMPAIRED -> answered(tx, organization, config.impairedInterval());
      case UNANSWERED ->
          tx.one(
              UNANSWERED,
              row -> row.getInteger("unanswered"),
              organization,
              after(config.impairedInterval()));
    };
  }

  private Uni<Integer> answered(Tx tx, OrganizationId organization, Duration interval) {
    return tx.execute(ANSWERED, organization, after(interval)).replaceWith(0);
  }

  /** Jittered, so that what was configured together is not checked together for ever. */
  Instant after(Duration interval) {
    double share = 1 + config.jitter() * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return clock.instant().plusMillis(Math.round(interval.toMillis() * share));
  }
}
