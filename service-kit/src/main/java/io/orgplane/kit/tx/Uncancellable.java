package io.orgplane.kit.tx;

import io.smallrye.mutiny.Uni;

/**
 * Carries work through although its subscriber cancels, as an HTTP layer does when a client hangs
 * up.
 */
final class Uncancellable {

  private Uncancellable() {}

  static <T> Uni<T> of(Uni<T> work) {
    return Uni.createFrom()
        .emitter(emitter -> work.subscribe().with(emitter::complete, emitter::fail));
  }
}
