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

  /** How often to look for invitations that have expired; it only decides when that is told. */
  @WithDefault("30s")
  String expirySweep();
}
