package io.orgplane.membership.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How tokens are kept while their mail waits. */
@ConfigMapping(prefix = "orgplane.invitations")
public interface SealingConfig {

  /** What a developer's machine uses; refused in production. */
  String DEVELOPMENT_KEY = "b3JncGxhbmUtZGV2ZWxvcG1lbnQtc2VhbGluZy1rZXk=";

  /** AES key of 256 bits in base64, the same for all replicas. */
  @WithDefault(DEVELOPMENT_KEY)
  String sealingKey();
}
