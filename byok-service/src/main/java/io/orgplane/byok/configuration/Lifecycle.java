package io.orgplane.byok.configuration;

import static io.orgplane.byok.configuration.Status.ACTIVE;
import static io.orgplane.byok.configuration.Status.DEGRADED;
import static io.orgplane.byok.configuration.Status.DRAFT;
import static io.orgplane.byok.configuration.Status.EXPIRED;
import static io.orgplane.byok.configuration.Status.INVALID;
import static io.orgplane.byok.configuration.Status.REVOKED;
import static io.orgplane.byok.configuration.Status.SUSPENDED;
import static io.orgplane.byok.configuration.Trigger.FOUND_IMPAIRED;
import static io.orgplane.byok.configuration.Trigger.FOUND_REFUSED;
import static io.orgplane.byok.configuration.Trigger.FOUND_WELL;
import static io.orgplane.byok.configuration.Trigger.PLAN_BACK;
import static io.orgplane.byok.configuration.Trigger.PLAN_BACK_LATE;
import static io.orgplane.byok.configuration.Trigger.PLAN_LOST;
import static io.orgplane.byok.configuration.Trigger.REMOVED;
import static io.orgplane.byok.configuration.Trigger.TIME_OVER;
import static io.orgplane.byok.configuration.Trigger.VERIFIED;

import java.util.Map;
import java.util.Optional;

/**
 * Every transition that there is. What is not in the table does not happen, whoever asks for it:
 * the trigger comes too late or twice, and changes nothing.
 */
final class Lifecycle {

  private static final Map<Status, Map<Trigger, Status>> TABLE =
      Map.of(
          DRAFT,
          Map.of(VERIFIED, ACTIVE),
          ACTIVE,
          Map.of(
              VERIFIED, ACTIVE,
              FOUND_IMPAIRED, DEGRADED,
              FOUND_REFUSED, INVALID,
              TIME_OVER, EXPIRED,
              PLAN_LOST, SUSPENDED,
              REMOVED, REVOKED),
          DEGRADED,
          Map.of(
              VERIFIED, ACTIVE,
              FOUND_WELL, ACTIVE,
              FOUND_REFUSED, INVALID,
              TIME_OVER, EXPIRED,
              PLAN_LOST, SUSPENDED,
              REMOVED, REVOKED),
          INVALID,
          Map.of(
              VERIFIED, ACTIVE,
              FOUND_WELL, ACTIVE,
              FOUND_IMPAIRED, DEGRADED,
              TIME_OVER, EXPIRED,
              PLAN_LOST, SUSPENDED,
              REMOVED, REVOKED),
          EXPIRED,
          Map.of(VERIFIED, ACTIVE, PLAN_LOST, SUSPENDED, REMOVED, REVOKED),
          SUSPENDED,
          Map.of(VERIFIED, ACTIVE, PLAN_BACK, ACTIVE, PLAN_BACK_LATE, EXPIRED, REMOVED, REVOKED),
          REVOKED,
          Map.of(VERIFIED, ACTIVE));

  private Lifecycle() {}

  /** Empty when nothing follows. */
  static Optional<Status> next(Status from, Trigger trigger) {
    return Optional.ofNullable(TABLE.getOrDefault(from, Map.of()).get(trigger));
  }
}
