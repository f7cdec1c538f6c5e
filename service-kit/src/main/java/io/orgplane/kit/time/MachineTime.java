package io.orgplane.kit.time;

import java.time.Clock;
import java.time.Instant;

/**
 * The machine's own time, for the few technical things that must not follow a clock that has been
 * moved: heartbeats, and how old they may be. Everything else asks the injected {@link Clock}.
 */
public final class MachineTime {

  private static final Clock SYSTEM = Clock.systemUTC();

  private MachineTime() {}

  public static Instant now() {
    return SYSTEM.instant();
  }
}
