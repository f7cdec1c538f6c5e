package io.orgplane.bench;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDs of version 7 (RFC 9562), as the suite's own are. */
public final class TimeOrdered {

  private TimeOrdered() {}

  public static UUID uuid() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long time = System.currentTimeMillis() << 16;
    return new UUID(
        time | 0x7000L | (random.nextLong() & 0xFFFL),
        0x8000_0000_0000_0000L | (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL));
  }
}
