package io.orgplane.byok.vending;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Waits for what is fetched for several: each goes on in its own context, whoever fetched it. */
final class Landing<T> implements BiConsumer<T, @Nullable Throwable> {

  private final @Nullable Context own;
  private final UniEmitter<? super T> waiting;

  private Landing(@Nullable Context own, UniEmitter<? super T> waiting) {
    this.own = own;
    this.waiting = waiting;
  }

  static <T> Uni<T> of(CompletableFuture<T> shared) {
    Context own = shared.isDone() ? null : Vertx.currentContext();
    return Uni.createFrom().emitter(waiting -> shared.whenComplete(new Landing<T>(own, waiting)));
  }

  @Override
  public void accept(T item, @Nullable Throwable failure) {
    if (own == null) {
      end(item, failure);
    } else {
      own.runOnContext(resumed -> end(item, failure));
    }
  }

  private void end(T item, @Nullable Throwable failure) {
    if (failure == null) {
      waiting.complete(item);
    } else {
      waiting.fail(failure);
    }
  }
}
