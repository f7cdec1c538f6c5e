package io.orgplane.byok;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** For what an event brings: looked for until it is there. */
final class Eventually {

  private Eventually() {}

  static void holds(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(25))
        .until(condition);
  }
}
