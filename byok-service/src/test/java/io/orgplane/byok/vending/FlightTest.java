package io.orgplane.byok.vending;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgplane.byok.cloud.CloudAccess.Keys;
import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.credential.InferenceProfile;
import io.orgplane.byok.credential.Target;
import io.orgplane.byok.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlightTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final Duration LEAST = Duration.ofMinutes(1);

  /** AWS's clock is so many minutes ahead of ours. */
  @ParameterizedTest
  @ValueSource(longs = {-60, -20, -5, 0, 5, 20, 60})
  void clocks_that_disagree_neither_shorten_nor_lengthen_what_we_asked_for(long ahead) {
    Instant endsAtAws = NOW.plus(LIFETIME).plus(Duration.ofMinutes(ahead));
    Flight flight = landed(endsAtAws, LIFETIME);

    assertThat(flight.serves(1, NOW.plus(Duration.ofMinutes(13)), LEAST)).isTrue();
    assertThat(flight.serves(1, NOW.plus(Duration.ofMinutes(14)), LEAST)).isFalse();
    assertThat(flight.claimsRefresh(NOW, Duration.ofMinutes(5), LEAST)).isFalse();
    assertThat(flight.claimsRefresh(NOW.plus(Duration.ofMinutes(11)), Duration.ofMinutes(5), LEAST))
        .isTrue();
    assertThat(flight.claimsRefresh(NOW.plus(Duration.ofMinutes(11)), Duration.ofMinutes(5), LEAST))
        .isFalse();
  }

  @Test
  void what_somebody_else_asked_for_ends_when_they_said() {
    Flight flight = landed(NOW.plus(Duration.ofMinutes(3)), null);

    assertThat(flight.serves(1, NOW, LEAST)).isTrue();
    assertThat(flight.serves(1, NOW.plus(Duration.ofMinutes(2)), LEAST)).isFalse();
  }

  @Test
  void it_serves_its_own_generation_alone() {
    Flight flight = landed(NOW.plus(LIFETIME), LIFETIME);

    assertThat(flight.serves(0, NOW, LEAST)).isFalse();
    assertThat(flight.serves(2, NOW, LEAST)).isFalse();
    assertThat(Flight.startingFor(1, NOW).serves(2, NOW, LEAST)).isFalse();
    assertThat(Flight.startingFor(1, NOW).serves(1, NOW, LEAST)).isTrue();
  }

  private static Flight landed(Instant ends, @Nullable Duration lasts) {
    Flight flight = Flight.startingFor(1, NOW);
    flight.session().complete(vended(ends, lasts));
    return flight;
  }

  static Vended vended(Instant ends, @Nullable Duration lasts) {
    Keys keys = new Keys("ASIAABCDEFGHIJKLMNOP", new Secret("s"), new Secret("t"));
    return new Vended(
        new CredentialsView(
            true,
            new Lease(keys, ends, lasts),
            new Target("us-east-1", InferenceProfile.US),
            Map.of()),
        new Secret("{}"));
  }
}
