package io.orgplane.byok.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.byok.configuration.ByokEvent.ByokActivated;
import io.orgplane.byok.configuration.ByokEvent.ByokDegraded;
import io.orgplane.byok.configuration.ByokEvent.ByokExpired;
import io.orgplane.byok.configuration.ByokEvent.ByokRecovered;
import io.orgplane.byok.configuration.ByokEvent.ByokRevoked;
import io.orgplane.byok.configuration.ByokEvent.ByokSuspended;
import io.orgplane.byok.configuration.Configuration.Change;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.CredentialKind;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.Target;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status with every trigger: what is allowed, and that nothing else happens. */
class LifecycleTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final long VERSION = 7;
  private static final long GENERATION = 4;

  /** A line per status, a word per trigger in their order; a dash is no transition. */
  private static final Map<Status, String> EXPECTED =
      Map.of(
          // --------------- verified well impaired refused over plan-lost plan-back late removed
          Status.DRAFT, "active - - - - - - - -",
          Status.ACTIVE, "active - degraded invalid expired suspended - - revoked",
          Status.DEGRADED, "active active - invalid expired suspended - - revoked",
          Status.INVALID, "active active degraded - expired suspended - - revoked",
          Status.EXPIRED, "active - - - - suspended - - revoked",
          Status.SUSPENDED, "active - - - - - active expired revoked",
          Status.REVOKED, "active - - - - - - - -");

  private static final Map<Trigger, Class<? extends ByokEvent>> EVENTS =
      Map.of(
          Trigger.VERIFIED, ByokActivated.class,
          Trigger.FOUND_WELL, ByokRecovered.class,
          Trigger.FOUND_IMPAIRED, ByokDegraded.class,
          Trigger.FOUND_REFUSED, ByokDegraded.class,
          Trigger.TIME_OVER, ByokExpired.class,
          Trigger.PLAN_LOST, ByokSuspended.class,
          Trigger.PLAN_BACK, ByokActivated.class,
          Trigger.PLAN_BACK_LATE, ByokExpired.class,
          Trigger.REMOVED, ByokRevoked.class);

  private static final List<Trigger> LEAVES_SESSIONS =
      List.of(Trigger.FOUND_WELL, Trigger.FOUND_IMPAIRED, Trigger.FOUND_REFUSED, Trigger.TIME_OVER);

  static Stream<Arguments> everyStatusWithEveryTrigger() {
    return Arrays.stream(Status.values()).flatMap(LifecycleTest::withEveryTrigger);
  }

  private static Stream<Arguments> withEveryTrigger(Status from) {
    String[] words = EXPECTED.getOrDefault(from, "").split(" ", -1);
    assertThat(words).as(from.toString()).hasSize(Trigger.values().length);
    return Arrays.stream(Trigger.values())
        .map(trigger -> Arguments.of(from, trigger, words[trigger.ordinal()]));
  }

  @ParameterizedTest(name = "{0} {1} → {2}")
  @MethodSource("everyStatusWithEveryTrigger")
  void it_moves_as_the_table_says_and_in_no_other_way(Status from, Trigger trigger, String to) {
    Configuration before = configured(from, trigger);

    Change change = pull(before, trigger);

    assertThat(change.before()).isEqualTo(before);
    if (to.equals("-")) {
      assertThat(change.isNone()).isTrue();
      assertThat(change.after()).isEqualTo(before);
    } else {
      assertThat(change.after().stored()).hasToString(to);
      assertThat(change.after().version()).isEqualTo(VERSION + 1);
      assertThat(change.after().generation())
          .isEqualTo(LEAVES_SESSIONS.contains(trigger) ? GENERATION : GENERATION + 1);
      assertThat(change.events()).singleElement().isInstanceOf(EVENTS.get(trigger));
      assertThat(change.after().held() == null).isEqualTo(to.equals("revoked"));
    }
  }

  private static Change pull(Configuration on, Trigger trigger) {
    return switch (trigger) {
      case VERIFIED -> on.activate(settings(null));
      case FOUND_WELL -> on.recover();
      case FOUND_IMPAIRED -> on.degrade(List.of());
      case FOUND_REFUSED -> on.invalidate(List.of());
      case TIME_OVER -> on.end();
      case PLAN_LOST -> on.suspend();
      case PLAN_BACK, PLAN_BACK_LATE -> on.resume(NOW);
      case REMOVED -> on.revoke();
    };
  }

  private static Configuration configured(Status status, Trigger for_) {
    Instant ends = for_ == Trigger.PLAN_BACK_LATE ? NOW : null;
    return new Configuration(
        OrganizationId.next(),
        VERSION,
        GENERATION,
        status,
        status.holdsSettings() ? settings(ends) : null);
  }

  private static Settings settings(@Nullable Instant ends) {
    return new Settings(
        CredentialKind.TEMPORARY_KEY,
        new Target("eu-central-1", InferenceProfile.EU),
        new AccountId("222222222222"),
        "ASIA…WXYZ",
        null,
        ends,
        null);
  }
}
