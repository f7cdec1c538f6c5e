package io.orgplane.byok.configuration;

import io.orgplane.byok.configuration.ByokEvent.ByokActivated;
import io.orgplane.byok.configuration.ByokEvent.ByokRevoked;
import io.orgplane.byok.configuration.ByokEvent.ByokSuspended;
import io.orgplane.byok.configuration.ConfigurationProblem.AccountChangeUnconfirmed;
import io.orgplane.byok.configuration.ConfigurationProblem.ChangedMeanwhile;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The BYOK configuration of an organization: {@code draft → active ⇄ suspended → revoked}, and from
 * revoked to active again. That a temporary key has expired is a matter of time and no transition.
 *
 * @param version counts every change, also across a removal; whoever holds something made under an
 *     older one throws it away
 */
public record Configuration(OrganizationId organization, long version, State state) {

  /** Each state with what it holds. */
  public sealed interface State {

    /** Nothing has been verified yet. */
    record Draft() implements State {}

    /** In use. */
    record Active(Settings settings) implements State {}

    /** Kept, not used. */
    record Suspended(Settings settings) implements State {}

    /** Removed. */
    record Revoked() implements State {}
  }

  /** What a decision comes to: the configuration after it, and what to tell. */
  record Change(Configuration after, List<ByokEvent> events) {

    boolean isNone() {
      return events.isEmpty();
    }
  }

  static Configuration draft(OrganizationId organization) {
    return new Configuration(organization, 0, new State.Draft());
  }

  /** Whatever was there before gives way to settings that have passed the test. */
  Change activate(Settings verified) {
    return to(new State.Active(verified), ByokActivated.of(organization, version + 1, verified));
  }

  /** The plan no longer includes it. */
  Change suspend() {
    return switch (state) {
      case State.Active active ->
          to(new State.Suspended(active.settings()), new ByokSuspended(organization, version + 1));
      case State.Draft none -> unchanged();
      case State.Suspended already -> unchanged();
      case State.Revoked gone -> unchanged();
    };
  }

  /** The plan includes it again. */
  Change resume() {
    return switch (state) {
      case State.Suspended suspended ->
          to(
              new State.Active(suspended.settings()),
              ByokActivated.of(organization, version + 1, suspended.settings()));
      case State.Draft none -> unchanged();
      case State.Active already -> unchanged();
      case State.Revoked gone -> unchanged();
    };
  }

  Change revoke() {
    return switch (state) {
      case State.Active active -> revoked();
      case State.Suspended suspended -> revoked();
      case State.Draft none -> unchanged();
      case State.Revoked already -> unchanged();
    };
  }

  /** What is configured, in use or not. */
  public Optional<Settings> settings() {
    return switch (state) {
      case State.Active active -> Optional.of(active.settings());
      case State.Suspended suspended -> Optional.of(suspended.settings());
      case State.Draft none -> Optional.empty();
      case State.Revoked gone -> Optional.empty();
    };
  }

  public Status status(Instant now) {
    return switch (state) {
      case State.Draft none -> Status.DRAFT;
      case State.Active active ->
          active.settings().hasExpired(now) ? Status.EXPIRED : Status.ACTIVE;
      case State.Suspended suspended -> Status.SUSPENDED;
      case State.Revoked gone -> Status.REVOKED;
    };
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
  void requireVersion(long expected) {
    if (version != expected) {
      throw new ChangedMeanwhile();
    }
  }

  private Change revoked() {
    return to(new State.Revoked(), new ByokRevoked(organization, version + 1));
  }

  private Change to(State next, ByokEvent event) {
    return new Change(new Configuration(organization, version + 1, next), List.of(event));
  }

  private Change unchanged() {
    return new Change(this, List.of());
  }
}
