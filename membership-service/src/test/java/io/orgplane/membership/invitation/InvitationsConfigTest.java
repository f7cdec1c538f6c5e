package io.orgplane.membership.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start checks, by the same validator. */
class InvitationsConfigTest {

  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  @ParameterizedTest
  @ValueSource(strings = {"23h", "0s", "721h", "365d"})
  void a_lifetime_below_a_day_or_above_thirty_does_not_start(String lifetime) {
    assertThatThrownBy(() -> lifetime(lifetime))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("orgplane.invitations.lifetime");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1d", "24h", "7d", "30d"})
  void one_from_a_day_to_thirty_does(String lifetime) {
    assertThat(lifetime(lifetime)).isBetween(Duration.ofDays(1), Duration.ofDays(30));
  }

  @Test
  void without_a_word_it_is_a_week() {
    assertThat(of(Map.of()).lifetime()).isEqualTo(Duration.ofDays(7));
  }

  private static Duration lifetime(String value) {
    return of(Map.of("orgplane.invitations.lifetime", value)).lifetime();
  }

  private static InvitationsConfig of(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(InvitationsConfig.class)
        .withValidator((BeanValidationConfigValidator) () -> VALIDATOR)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .withConverter(
            Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
        .build()
        .getConfigMapping(InvitationsConfig.class);
  }
}
