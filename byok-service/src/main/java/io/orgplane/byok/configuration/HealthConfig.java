package io.orgplane.byok.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How configurations are tried out again while they are in use. */
@ConfigMapping(prefix = "orgplane.health")
public interface HealthConfig {

  /** From one check to the next of one that is well or invalid; each costs a call per model. */
  @WithDefault("30m")
  Duration interval();

  /** The same while it is degraded, or while AWS does not say. */
  @WithDefault("2m")
  Duration impairedInterval();

  /** How far a check comes early or late, as a share of the interval, so that they spread. */
  @DecimalMin("0")
  @DecimalMax("1")
  @WithDefault("0.1")
  double jitter();

  /**
   * Checks in a row without a word from AWS after which it counts as degraded, never as invalid.
   */
  @Positive
  @WithDefault("3")
  int patience();

  /** How often every replica looks for what is due. */
  @WithDefault("2s")
  Duration tick();

  /** What a replica takes up at a time; they run beside each other. */
  @Positive
  @WithDefault("16")
  int batch();

  /** A check that was taken up and not finished by then is taken up by another replica. */
  @WithDefault("2m")
  Duration lease();

  /** How long before the end of a temporary key its Owners are told. */
  @WithDefault("1h")
  Duration expiryNotice();
}
