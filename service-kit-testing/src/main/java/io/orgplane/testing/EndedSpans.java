package io.orgplane.testing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Every span that has ended while somebody listens, with its attributes and events, as an exporter
 * gets it. An application under test has one when its tests produce a bean of it.
 */
public final class EndedSpans implements SpanProcessor {

  private static final Queue<SpanData> ENDED = new ConcurrentLinkedQueue<>();

  private static volatile boolean listening;

  /** From now on; what others have listened to is forgotten. */
  public static void listen() {
    ENDED.clear();
    listening = true;
  }

  public static void stop() {
    listening = false;
  }

  /** Those that have ended since somebody began to listen. */
  public static List<SpanData> all() {
    return List.copyOf(ENDED);
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (listening) {
      ENDED.add(span.toSpanData());
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }
}
