package io.orgplane.byok.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.byok.cloud.FailureClass;
import io.orgplane.byok.configuration.ByokEvent.ByokActivated;
import io.orgplane.byok.configuration.ByokEvent.ByokDegraded;
import io.orgplane.byok.configuration.ByokEvent.ByokDegraded.Failed;
import io.orgplane.byok.configuration.Configuration.Change;
import io.orgplane.byok.configuration.ConfigurationProblem.AccountChangeUnconfirmed;
import io.orgplane.byok.configuration.ConfigurationProblem.ChangedMeanwhile;
import io.orgplane.byok.connectiontest.Check;
import io.orgplane.byok.credential.AccountId;
import io.orgplane.byok.credential.CredentialKind;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.RoleArn;
import io.orgplane.byok.credential.Target;
import io.orgplane.kit.id.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final AccountId ACCOUNT = new AccountId("222222222222");
  private static final AccountId OTHER = new AccountId("333333333333");
  private static final Target TARGET = new Target("eu-central-1", InferenceProfile.EU);
  private static final Settings ROLE =
      new Settings(
          CredentialKind.ROLE, TARGET, ACCOUNT, null, RoleArn.of(ACCOUNT, "r"), null, null);

  private final OrganizationId organization = OrganizationId.next();
  private final Configuration draft = Configuration.draft(organization);
  private final Configuration active = draft.activate(ROLE).after();
  private final Configuration suspended = active.suspend().after();
  private final Configuration revoked = active.revoke().after();

  @Test
  void it_begins_as_a_draft_of_version_0() {
    assertThat(draft.status(NOW)).isEqualTo(Status.DRAFT);
    assertThat(draft.version()).isZero();
  }

  @Test
  void settings_that_passed_the_test_make_it_active_from_wherever_it_was() {
    for (Configuration before : new Configuration[] {draft, active, suspended, revoked}) {
      Change change = before.activate(ROLE);

      assertThat(change.after().status(NOW)).isEqualTo(Status.ACTIVE);
      assertThat(change.after().version()).isEqualTo(before.version() + 1);
      assertThat(change.events())
          .containsExactly(
              new ByokActivated(
                  organization,
                  before.version() + 1,
                  CredentialKind.ROLE,
                  ACCOUNT,
                  "eu-central-1",
                  InferenceProfile.EU));
    }
  }

  @Test
  void what_is_suspended_keeps_its_settings_and_what_is_revoked_holds_nothing() {
    assertThat(suspended.settings()).contains(ROLE);
    assertThat(suspended.resume(NOW).after().settings()).contains(ROLE);
    assertThat(revoked.settings()).isEmpty();
  }

  @Test
  void what_a_check_found_is_told_by_model_and_class() {
    Check failed =
        new Check(
            "converse", "some-model", false, new Check.Failure(FailureClass.MODEL_ACCESS, "", ""));

    Change degraded = active.degrade(List.of(failed));
    Change invalid = active.invalidate(List.of(failed));

    Failed told = new Failed("converse", "some-model", FailureClass.MODEL_ACCESS);
    assertThat(degraded.events())
        .containsExactly(new ByokDegraded(organization, 2, Status.DEGRADED, List.of(told)));
    assertThat(invalid.events())
        .containsExactly(new ByokDegraded(organization, 2, Status.INVALID, List.of(told)));
  }

  @Test
  void time_ends_a_session_only_when_it_has_come() {
    Configuration temporary = draft.activate(temporaryUntil(NOW)).after();

    assertThat(temporary.expire(NOW.minusMillis(1)).isNone()).isTrue();
    assertThat(temporary.expire(NOW).after().stored()).isEqualTo(Status.EXPIRED);
    assertThat(active.expire(NOW).isNone()).isTrue();
  }

  @Test
  void a_temporary_key_is_expired_from_its_very_instant_on() {
    Configuration temporary = draft.activate(temporaryUntil(NOW)).after();

    assertThat(temporary.status(NOW.minusMillis(1))).isEqualTo(Status.ACTIVE);
    assertThat(temporary.status(NOW)).isEqualTo(Status.EXPIRED);
  }

  @Test
  void the_account_is_pinned_until_another_is_confirmed() {
    assertThatCode(() -> active.requireSameAccount(Optional.of(ACCOUNT), false))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> active.requireSameAccount(Optional.of(OTHER), false))
        .isInstanceOf(AccountChangeUnconfirmed.class);
    assertThatThrownBy(() -> active.requireSameAccount(Optional.empty(), false))
        .isInstanceOf(AccountChangeUnconfirmed.class);
    assertThatThrownBy(() -> suspended.requireSameAccount(Optional.of(OTHER), false))
        .isInstanceOf(AccountChangeUnconfirmed.class);
    assertThatCode(() -> active.requireSameAccount(Optional.of(OTHER), true))
        .doesNotThrowAnyException();
  }

  @Test
  void nothing_is_pinned_where_no_account_is_known() {
    assertThatCode(() -> draft.requireSameAccount(Optional.of(OTHER), false))
        .doesNotThrowAnyException();
    assertThatCode(() -> revoked.requireSameAccount(Optional.of(OTHER), false))
        .doesNotThrowAnyException();
    Settings apiKey =
        new Settings(CredentialKind.BEDROCK_API_KEY, TARGET, null, null, null, null, null);
    assertThatCode(
            () -> draft.activate(apiKey).after().requireSameAccount(Optional.of(OTHER), false))
        .doesNotThrowAnyException();
  }

  @Test
  void what_was_tested_against_another_generation_is_not_saved() {
    assertThatCode(() -> active.requireGeneration(1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> active.requireGeneration(0)).isInstanceOf(ChangedMeanwhile.class);
  }

  private static Settings temporaryUntil(@Nullable Instant end) {
    return new Settings(
        CredentialKind.TEMPORARY_KEY, TARGET, ACCOUNT, "ASIA…WXYZ", null, end, null);
  }
}
