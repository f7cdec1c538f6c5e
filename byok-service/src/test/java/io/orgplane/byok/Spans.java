package io.orgplane.byok;

import io.opentelemetry.sdk.trace.SpanProcessor;
import io.orgplane.testing.EndedSpans;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Has the spans of the service kept. */
final class Spans {

  @Produces
  @Singleton
  SpanProcessor ended() {
    return new EndedSpans();
  }
}
