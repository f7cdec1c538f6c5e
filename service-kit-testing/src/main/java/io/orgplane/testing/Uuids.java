package io.orgplane.testing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Ids as the suite makes them, for what a test invents. */
public final class Uuids {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private Uuids() {}

  /** A UUID of version 7: 48 bits of milliseconds, then chance (RFC 9562, section 5.7). */
  public static UUID v7() {
    long high = (Instant.now().toEpochMilli() << 16) | VERSION_7 | RANDOM.nextInt(0x1000);
    long low = VARIANT | (RANDOM.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
