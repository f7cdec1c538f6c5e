package io.orgplane.billing.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random histories of fixed seats: members, Owners, a gate that hears late, a provider that refuses
 * or whose answer is lost, and months that end in between. Decided by the classes that decide in
 * the service; gate and provider are played in memory.
 */
class SeatHistoriesTest {

  private static final int HISTORIES = 3_000;
  private static final int STEPS = 120;

  @Test
  void at_every_instant_members_are_within_the_cap_and_the_cap_within_what_is_billed() {
    long seed = Long.getLong("orgplane.seed", System.nanoTime());
    for (int history = 0; history < HISTORIES; history++) {
      play(seed + history);
    }
  }

  private static void play(long seed) {
    Random random = new Random(seed);
    FixedSeats seats = new FixedSeats();
    for (int step = 0; step < STEPS; step++) {
      happen(seats, random);
      assertThat(seats.active)
          .as("active within cap, -Dorgplane.seed=%d, step %d", seed, step)
          .isLessThanOrEqualTo(seats.cap);
      assertThat(seats.cap)
          .as("cap within billed, -Dorgplane.seed=%d, step %d", seed, step)
          .isLessThanOrEqualTo(seats.billed);
    }
    comeToRest(seats, random);
    assertThat(seats.isSettled()).as("settled, -Dorgplane.seed=%d", seed).isTrue();
    assertThat(seats.purchased()).as("seats, -Dorgplane.seed=%d", seed).isEqualTo(seats.billed);
    assertThat(seats.cap).as("cap, -Dorgplane.seed=%d", seed).isEqualTo(seats.billed);
  }

  private static void happen(FixedSeats seats, Random random) {
    switch (random.nextInt(12)) {
      case 0, 1 -> seats.joins();
      case 2 -> seats.leaves();
      case 3 -> seats.reducesTo(1 + random.nextInt(6));
      case 4 -> {
        if (random.nextInt(3) == 0) {
          seats.keepsAll();
        }
      }
      case 5 -> {
        if (random.nextInt(4) == 0) {
          seats.buys(1 + random.nextInt(3));
        }
      }
      case 6 -> seats.gateHears();
      case 7 -> seats.billingHearsTheGate();
      case 8 -> seats.nearsTheEnd();
      case 9 -> seats.passes(Duration.ofMinutes(random.nextInt(30)));
      case 10 -> seats.follow();
      default -> seats.turns(random);
    }
  }

  /** Nobody comes or goes any more, two months pass, and everything is heard. */
  private static void comeToRest(FixedSeats seats, Random random) {
    for (int month = 0; month < 2; month++) {
      hearEverything(seats, random);
      seats.nearsTheEnd();
      hearEverything(seats, random);
      seats.passes(Duration.ofHours(1));
      hearEverything(seats, random);
    }
  }

  private static void hearEverything(FixedSeats seats, Random random) {
    for (int i = 0; i < 60; i++) {
      seats.follow();
      seats.turns(random);
      seats.gateHears();
      seats.billingHearsTheGate();
    }
  }
}
