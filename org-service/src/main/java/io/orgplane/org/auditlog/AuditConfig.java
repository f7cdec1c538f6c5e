package io.orgplane.org.auditlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How the audit feed is kept. */
@ConfigMapping(prefix = "orgplane.audit")
interface AuditConfig {

  /** How long an entry is kept after it was recorded; also in a deleted organization's feed. */
  @WithDefault("730d")
  Duration retention();

  /** How many entries an export reads at a time, and so how many it holds in memory. */
  @Positive
  @WithDefault("1000")
  int exportBatch();
}
