package io.orgplane.sandbox.stripe.event;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Decides in which order and how often events are posted. Each event is tried in turn; one that
 * fails is tried again later, without holding up the next, so that order is a habit here and not a
 * promise, as with Stripe.
 */
public final class Webhook {
  private static final long GATHERED_MILLIS = 250;
  private static final int MOST_ATTEMPTS = 14;
  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 30_000;

  /** How deliveries misbehave. */
  public enum Mode {
    NORMAL,
    /** Events of a quarter of a second are gathered and posted last first. */
    REVERSED,
    /** Every event is posted twice. */
    DUPLICATED,
    /** Nothing is posted until the mode changes. */
    PAUSED,
    /** Nothing is posted, then or later: only asking tells what happened. */
    LOST
  }

  private final Vertx vertx;
  private final WebhookPost post;
  private final Deque<Event> waiting = new ArrayDeque<>();
  private final List<Event> gathered = new ArrayList<>();
  private Mode mode = Mode.NORMAL;
  private boolean posting;

  public Webhook(Vertx vertx, WebhookPost post) {
    this.vertx = vertx;
    this.post = post;
  }

  public void mode(Mode wanted) {
    mode = wanted;
    if (wanted != Mode.PAUSED) {
      List<Event> held = List.copyOf(gathered);
      gathered.clear();
      held.forEach(this::enqueue);
    }
  }

  void deliver(Event event) {
    if (post.hasTarget()) {
      event.pendingWebhooks(1);
      enqueue(event);
    }
  }

  private void enqueue(Event event) {
    switch (mode) {
      case NORMAL -> send(event);
      case DUPLICATED -> {
        send(event);
        send(event);
      }
      case PAUSED -> gathered.add(event);
      case LOST -> event.pendingWebhooks(0);
      case REVERSED -> {
        gathered.add(event);
        if (gathered.size() == 1) {
          vertx.setTimer(GATHERED_MILLIS, timer -> sendReversed());
        }
      }
    }
  }

  private void sendReversed() {
    if (mode == Mode.PAUSED) {
      return;
    }
    List<Event> batch = new ArrayList<>(gathered);
    gathered.clear();
    Collections.reverse(batch);
    batch.forEach(this::send);
  }

  private void send(Event event) {
    waiting.add(event);
    next();
  }

  private void next() {
    if (posting || waiting.isEmpty()) {
      return;
    }
    posting = true;
    attempt(waiting.remove(), 1);
  }

  private void attempt(Event event, int number) {
    if (!post.hasTarget()) {
      posting = false;
      waiting.clear();
      return;
    }
    post.send(event)
        .onComplete(
            result -> {
              if (number == 1) {
                posting = false;
                next();
              }
              if (result.succeeded()) {
                event.pendingWebhooks(0);
              } else if (number < MOST_ATTEMPTS) {
                vertx.setTimer(backoff(number), timer -> attempt(event, number + 1));
              }
            });
  }

  private static long backoff(int attempts) {
    return Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS << (attempts - 1));
  }
}
