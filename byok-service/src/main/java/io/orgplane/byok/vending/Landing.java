package io.orgplane.byok.vending;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/** Waits for what is fetched for several: each goes on in its own context, whoever fetched it. */
final class Landing {

  private Landing() {}

  static <T> Uni<T> of(CompletableFuture<T> shared) {
    Uni<T> landing =
        Uni.createFrom()
            .emitter(
                emitter ->
                    shared.whenComplete(
                        (item, failure) -> {
                          if (failure == null) {
                            emitter.complete(item);
                          } else {
                            emitter.fail(failure);
                          }
                        }));
    Context context = Vertx.currentContext();
    return context == null || shared.isDone()
        ? landing
        : landing.emitOn(command -> context.runOnContext(resumed -> command.run()));
  }
}
