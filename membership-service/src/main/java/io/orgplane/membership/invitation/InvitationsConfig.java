package io.orgplane.membership.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Invitations. */
@ConfigMapping(prefix = "orgplane.invitations")
public interface InvitationsConfig {

  /** How long a link works; from 1 to 30 days. */
  @WithDefault("7d")
  Duration lifetime();

  /** How often to look for invitations that have expired; it only decides when that is told. */
  @WithDefault("30s")
  String expirySweep();
}
