package io.orgplane.kit.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of the relay. The age of the backlog is measured apart, in {@link
 * EventGauges}.
 */
@ApplicationScoped
class RelayMetrics {

  private final MeterRegistry registry;
  private final Counter published;
  private final AtomicInteger held = new AtomicInteger();
  private @Nullable KafkaClientMetrics client;

  RelayMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.published =
        Counter.builder("orgplane.outbox.published")
            .description("Events that Kafka has acknowledged")
            .register(registry);
    registry.gauge("orgplane.outbox.partitions.held", held);
  }

  void published(int events) {
    published.increment(events);
  }

  double publishedSoFar() {
    return published.count();
  }

  void holds(int partitions) {
    held.set(partitions);
  }

  void watch(EventPublisher publisher) {
    if (client != null) {
      client.close();
    }
    client = new KafkaClientMetrics(publisher.producer());
    client.bindTo(registry);
  }
}
