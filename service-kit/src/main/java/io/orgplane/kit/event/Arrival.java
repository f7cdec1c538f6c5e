package io.orgplane.kit.event;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits, within bounds, for something that an event under way will bring: the workspace that the
 * same caller has just created through another service, the plan that has just been paid.
 */
public final class Arrival {

  private static final Duration LOOK_EVERY = Duration.ofMillis(25);

  private Arrival() {}

  /** What is found as soon as it is there; empty when it has not come within that time. */
  public static <T> Uni<Optional<T>> within(Duration patience, Supplier<Uni<Optional<T>>> look) {
    Deadline deadline = Deadline.in(patience);
    return lookUntil(deadline, look);
  }

  private static <T> Uni<Optional<T>> lookUntil(
      Deadline deadline, Supplier<Uni<Optional<T>>> look) {
    return look.get()
        .chain(
            found ->
                found.isPresent() || deadline.hasPassed()
                    ? Uni.createFrom().item(found)
                    : Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(LOOK_EVERY)
                        .chain(() -> lookUntil(deadline, look)));
  }
}
