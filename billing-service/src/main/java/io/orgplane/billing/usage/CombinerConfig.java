package io.orgplane.billing.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How debits are combined. */
@ConfigMapping(prefix = "orgplane.combiner")
interface CombinerConfig {

  /** The most deeds that are decided together. */
  @Positive
  @WithDefault("256")
  int most();

  /** The most records of usage in them; one deed may hold a whole batch. */
  @Positive
  @WithDefault("2000")
  int mostRecords();

  /**
   * How many transactions are under way at once in which organizations go together. With one the
   * disk rests while the next is prepared; with many there is less to bring together.
   */
  @Positive
  @WithDefault("2")
  int transactions();

  /** How long those who come behind others are waited for. Whoever comes alone waits for nobody. */
  @WithDefault("1ms")
  Duration gather();
}
