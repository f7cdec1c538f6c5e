package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.ConfigurationProblem.AccountChangeUnconfirmed;
import io.orgplane.byok.configuration.ConfigurationProblem.ChangedMeanwhile;
import io.orgplane.byok.connectiontest.Check;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The BYOK configuration of an organization. {@link Lifecycle} says how it moves.
 *
 * @param version counts every change, also across a removal
 * @param generation counts what sessions are made under: every change but those of its health.
 *     Whoever holds something made under an older one throws it away
 * @param stored the status as it was last decided; {@link #status(Instant)} knows the time, too
 * @param held null where nothing is configured
 */
public record Configuration(
    OrganizationId organization,
    long version,
    long generation,
    Status stored,
    @Nullable Settings held) {

  public Configuration {
    if (stored.holdsSettings() != (held != null)) {
      throw new IllegalArgumentException(stored + " with the wrong settings");
    }
  }

  /** What a decision comes to: the configuration before and after it, and what to tell. */
  record Change(Configuration before, Configuration after, List<ByokEvent> events) {

    boolean isNone() {
      return events.isEmpty();
    }
  }

  static Configuration draft(OrganizationId organization) {
    return new Configuration(organization, 0, 0, Status.DRAFT, null);
  }

  /** Whatever was there before gives way to settings that have passed the test. */
  Change activate(Settings verified) {
    return to(Trigger.VERIFIED, verified, List.of());
  }

  /** The plan no longer includes it. */
  Change suspend() {
    return to(Trigger.PLAN_LOST, held, List.of());
  }

  /** The plan includes it again. */
  Change resume(Instant now) {
    boolean late = held != null && held.hasExpired(now);
    return to(late ? Trigger.PLAN_BACK_LATE : Trigger.PLAN_BACK, held, List.of());
  }

  /** The session that was handed over has ended. */
  Change expire(Instant now) {
    return held != null && held.hasExpired(now) ? end() : unchanged();
  }

  /** AWS says that the session has ended, whatever time was told with it. */
  Change end() {
    return to(Trigger.TIME_OVER, held, List.of());
  }

  /** A check of this very generation passed. */
  Change recover() {
    return to(Trigger.FOUND_WELL, held, List.of());
  }

  /** A check found something that does not work. */
  Change degrade(List<Check> failed) {
    return to(Trigger.FOUND_IMPAIRED, held, failed);
  }

  /** AWS refused the credential. */
  Change invalidate(List<Check> failed) {
    return to(Trigger.FOUND_REFUSED, held, failed);
  }

  Change revoke() {
    return to(Trigger.REMOVED, null, List.of());
  }

  /** What is configured, in use or not. */
  public Optional<Settings> settings() {
    return Optional.ofNullable(held);
  }

  /** Time alone ends a session; nobody waits for a job to say so. */
  public Status status(Instant now) {
    return stored.isChecked() && held != null && held.hasExpired(now) ? Status.EXPIRED : stored;
  }

  /**
   * The account is pinned by the first test that passed. Another one, or one that cannot be told,
   * is only taken when its Owner says that they mean it.
   */
  void requireSameAccount(Optional<AccountId> found, boolean confirmed) {
    Optional<AccountId> pinned = settings().map(Settings::account);
    if (!confirmed && pinned.isPresent() && !pinned.equals(found)) {
      throw new AccountChangeUnconfirmed(pinned.get(), found);
    }
  }

  /** A test takes seconds; what it was made against must still be there when it is saved. */
  void requireGeneration(long expected) {
    if (generation != expected) {
      throw new ChangedMeanwhile();
    }
  }

  private Change to(Trigger trigger, @Nullable Settings settings, List<Check> failed) {
    return Lifecycle.next(stored, trigger)
        .map(next -> to(next, trigger, settings, failed))
        .orElseGet(this::unchanged);
  }

  private Change to(Status next, Trigger trigger, @Nullable Settings settings, List<Check> failed) {
    long madeUnder = endsSessions(trigger) ? generation + 1 : generation;
    Configuration after = new Configuration(organization, version + 1, madeUnder, next, settings);
    return new Change(this, after, List.of(event(after, trigger, failed)));
  }

  private static boolean endsSessions(Trigger trigger) {
    return switch (trigger) {
      case VERIFIED, PLAN_LOST, PLAN_BACK, PLAN_BACK_LATE, REMOVED -> true;
      case FOUND_WELL, FOUND_IMPAIRED, FOUND_REFUSED, TIME_OVER -> false;
    };
  }

  private static ByokEvent event(Configuration after, Trigger trigger, List<Check> failed) {
    OrganizationId organization = after.organization();
    long version = after.version();
    return switch (trigger) {
      case VERIFIED, PLAN_BACK ->
          ByokEvent.ByokActivated.of(organization, version, Objects.requireNonNull(after.held()));
      case FOUND_WELL -> new ByokEvent.ByokRecovered(organization, version);
      case FOUND_IMPAIRED, FOUND_REFUSED ->
          ByokEvent.ByokDegraded.of(organization, version, after.stored(), failed);
      case TIME_OVER, PLAN_BACK_LATE -> new ByokEvent.ByokExpired(organization, version);
      case PLAN_LOST -> new ByokEvent.ByokSuspended(organization, version);
      case REMOVED -> new ByokEvent.ByokRevoked(organization, version);
    };
  }

  Change unchanged() {
    return new Change(this, this, List.of());
  }
}
