package io.orgplane.sandbox.clock;

import io.orgplane.sandbox.http.Answers;
import io.orgplane.sandbox.http.BadRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** {@code GET /clock} and {@code POST /clock/advance {"seconds": n}}. */
public final class ClockRoutes {
  private final OffsetClock clock;

  private ClockRoutes(OffsetClock clock) {
    this.clock = clock;
  }

  private record Advance(@Nullable Long seconds) {}

  private record Reading(String now, long offsetSeconds) {
    static Reading of(OffsetClock clock) {
      return new Reading(seconds(clock.instant()), clock.offset().toSeconds());
    }

    private static String seconds(Instant now) {
      return now.truncatedTo(ChronoUnit.MILLIS).toString();
    }
  }

  /** The advance answers when the due work is done, hence off the event loop. */
  public static void mount(Router router, OffsetClock clock) {
    var routes = new ClockRoutes(clock);
    router.get("/clock").handler(routes::read);
    router.post("/clock/advance").blockingHandler(routes::advance);
  }

  private void read(RoutingContext context) {
    Answers.json(context, Reading.of(clock));
  }

  private void advance(RoutingContext context) {
    var seconds = Answers.body(context, Advance.class).seconds();
    if (seconds == null) {
      throw new BadRequest("seconds is missing");
    }
    BadRequest.unless(
        seconds <= OffsetClock.LONGEST_STEP.toSeconds(),
        "seconds is a whole number from 1 to " + OffsetClock.LONGEST_STEP.toSeconds());
    clock.advance(Duration.ofSeconds(seconds));
    Answers.json(context, Reading.of(clock));
  }
}
