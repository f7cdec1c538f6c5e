package io.orgplane.membership.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Invitations. */
@ConfigMapping(prefix = "orgplane.invitations")
public interface InvitationsConfig {

  /** How long a link works; from 1 to 30 days. */
  @WithDefault("7d")
  @DurationMin(days = 1)
  @DurationMax(days = 30)
  Duration lifetime();

  /**
   * How long before its end somebody who has not answered is reminded, once. There is no reminder
   * when it is zero, or not below the lifetime.
   */
  @WithDefault("2d")
  @DurationMin
  Duration reminderBefore();

  /** How soon the Owners are told again of somebody who finds no seat. */
  @WithDefault("1d")
  Duration blockedNoticeEvery();

  /** How often to look for invitations that have expired; it only decides when that is told. */
  @WithDefault("30s")
  String expirySweep();
}
