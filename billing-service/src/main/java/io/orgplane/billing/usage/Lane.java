package io.orgplane.billing.usage;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The deeds of one organization that wait, and the thread on which they are written. */
final class Lane {

  private final CombinerConfig config;
  private final Context context;
  private final Vertx vertx;
  private final Queue<Waiting<?>> waiting = new ArrayDeque<>();
  private boolean started;
  private boolean alone;
  private int last;

  /** It gets a context of its own: what it does is nobody's request. */
  Lane(CombinerConfig config, Vertx vertx) {
    this.config = config;
    this.vertx = vertx;
    this.context = ((VertxInternal) vertx).createEventLoopContext();
  }

  Context context() {
    return context;
  }

  synchronized Lane with(Waiting<?> joining) {
    waiting.add(joining);
    return this;
  }

  /** True for the first who asks. */
  synchronized boolean starts() {
    boolean first = !started;
    started = true;
    return first;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  synchronized void goAlone() {
    alone = true;
  }

  synchronized boolean goesAlone() {
    return alone;
  }

  /** In the order in which they came, as many as may be written together. */
  synchronized List<Waiting<?>> take() {
    List<Waiting<?>> batch = new ArrayList<>();
    Fill fill = new Fill(config);
    while (!waiting.isEmpty() && fill.takes(1, waiting.element().deed().ids().size())) {
      batch.add(waiting.remove());
    }
    last = batch.size();
    return batch;
  }

  /** Those who were just answered may be about to ask for more: it gives them a moment. */
  void again(Runnable next) {
    if (gathers()) {
      vertx.setTimer(
          config.gather().toMillis(), timer -> context.runOnContext(nothing -> next.run()));
    } else {
      context.runOnContext(nothing -> next.run());
    }
  }

  private synchronized boolean gathers() {
    return last > 1 && waiting.size() < last && config.gather().toMillis() > 0;
  }
}
