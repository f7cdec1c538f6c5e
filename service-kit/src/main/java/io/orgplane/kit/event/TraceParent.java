package io.orgplane.kit.event;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** The W3C Trace Context header of the current span, so that a trace runs on through Kafka. */
final class TraceParent {

  static final String HEADER = "traceparent";

  private TraceParent() {}

  static @Nullable String current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-%s-%s-%s".formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }
}
