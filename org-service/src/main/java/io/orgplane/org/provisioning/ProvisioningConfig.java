package io.orgplane.org.provisioning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How a new organization becomes usable everywhere. */
@ConfigMapping(prefix = "orgplane.provisioning")
interface ProvisioningConfig {

  /** The services that must be ready for an organization before it is active. */
  @WithDefault("membership,billing,byok")
  Set<String> participants();

  /**
   * How long after its creation a caller is kept waiting for that. Who has waited so long is told
   * {@code provisioning} and goes on; the organization becomes active when the last service is
   * back.
   */
  @WithDefault("3s")
  Duration patience();
}
