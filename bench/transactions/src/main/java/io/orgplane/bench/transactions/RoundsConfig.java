package io.orgplane.bench.transactions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What is measured, for how long, and where the figures go. */
@ConfigMapping(prefix = "orgplane.bench")
interface RoundsConfig {

  /** The file that gets a line a round. */
  @WithDefault("target/rounds.csv")
  Path figures();

  /**
   * Load before the first round. The JIT compilers of the service and of the broker share two cores
   * with the load and go on for so long.
   */
  @WithDefault("40s")
  Duration warmUp();

  /** Length of one round. */
  @WithDefault("2s")
  Duration round();

  /** Pairs of rounds, one with the outbox and one without, for each number of clients. */
  @WithDefault("4")
  int pairs();

  /** Numbers of clients at once, in the order of their rounds. */
  @WithDefault("32,8,1")
  List<Integer> clients();

  /** Organizations among which the clients choose; each is locked by one of them at a time. */
  @WithDefault("256")
  int organizations();
}
