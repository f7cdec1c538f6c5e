package io.orgplane.byok.connectiontest;

import static io.orgplane.byok.connectiontest.CheckName.ASSUME_ROLE;
import static io.orgplane.byok.connectiontest.CheckName.CONVERSE;
import static io.orgplane.byok.connectiontest.CheckName.EXTERNAL_ID;
import static io.orgplane.byok.connectiontest.CheckName.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.byok.cloud.CloudFailure;
import io.orgplane.byok.cloud.FailureClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTest {

  private static final Check IDENTIFIED = Check.passed(IDENTITY);
  private static final Check SONNET = Check.passed(CONVERSE, "sonnet");

  @Test
  void what_passes_is_well() {
    assertThat(Finding.of(List.of(IDENTIFIED, SONNET))).isEqualTo(Finding.WELL);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureClass.class,
      names = {"THROTTLED", "OUTAGE"})
  void bad_weather_says_nothing_wherever_it_strikes(FailureClass weather) {
    assertThat(Finding.of(List.of(failed(IDENTITY, weather)))).isEqualTo(Finding.UNANSWERED);
    assertThat(Finding.of(List.of(IDENTIFIED, SONNET, failed(CONVERSE, weather))))
        .isEqualTo(Finding.UNANSWERED);
    assertThat(
            Finding.of(
                List.of(
                    IDENTIFIED,
                    failed(CONVERSE, weather),
                    failed(CONVERSE, FailureClass.MODEL_ACCESS))))
        .isEqualTo(Finding.IMPAIRED);
  }

  @Test
  void a_refused_credential_is_refused_however_much_still_works() {
    assertThat(Finding.of(List.of(failed(IDENTITY, FailureClass.CREDENTIALS))))
        .isEqualTo(Finding.REFUSED);
    assertThat(Finding.of(List.of(failed(ASSUME_ROLE, FailureClass.POLICY))))
        .isEqualTo(Finding.REFUSED);
    assertThat(Finding.of(List.of(SONNET, failed(CONVERSE, FailureClass.CREDENTIALS))))
        .isEqualTo(Finding.REFUSED);
  }

  @Test
  void an_ended_session_is_over() {
    assertThat(Finding.of(List.of(failed(IDENTITY, FailureClass.EXPIRED)))).isEqualTo(Finding.OVER);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureClass.class,
      names = {"POLICY", "ORGANIZATION_POLICY", "MODEL_ACCESS", "INFERENCE_PROFILE"})
  void half_the_models_denied_impair_it_and_all_of_them_refuse_it(FailureClass denied) {
    assertThat(Finding.of(List.of(IDENTIFIED, SONNET, failed(CONVERSE, denied))))
        .isEqualTo(Finding.IMPAIRED);
    assertThat(Finding.of(List.of(IDENTIFIED, failed(CONVERSE, denied), failed(CONVERSE, denied))))
        .isEqualTo(Finding.REFUSED);
  }

  @Test
  void a_role_that_is_open_to_anybody_goes_on_for_us() {
    assertThat(
            Finding.of(
                List.of(
                    Check.passed(ASSUME_ROLE),
                    IDENTIFIED,
                    failed(EXTERNAL_ID, FailureClass.POLICY))))
        .isEqualTo(Finding.IMPAIRED);
  }

  private static Check failed(CheckName name, FailureClass why) {
    return Check.failed(name, null, CloudFailure.of(why));
  }
}
