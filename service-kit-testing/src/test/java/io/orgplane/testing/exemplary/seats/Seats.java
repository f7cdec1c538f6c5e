package io.orgplane.testing.exemplary.seats;

import jakarta.ws.rs.GET;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

class Seats {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Seats(Clock clock) {
    this.clock = clock;
  }

  @GET
  public Instant now() {
    return Instant.now(clock).plusNanos(random.nextInt(10));
  }
}
