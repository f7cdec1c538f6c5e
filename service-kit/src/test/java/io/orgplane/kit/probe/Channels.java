package io.orgplane.kit.probe;

import io.orgplane.kit.event.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
public class Channels {

  private final Inbox inbox;

  Channels(Inbox inbox) {
    this.inbox = inbox;
  }

  @Incoming("organization-events")
  Uni<Void> organization(ConsumerRecord<byte[], byte[]> record) {
    return inbox.receive(record);
  }

  @Incoming("membership-events")
  Uni<Void> membership(ConsumerRecord<byte[], byte[]> record) {
    return inbox.receive(record);
  }

  @Incoming("usage-events")
  Uni<Void> usage(ConsumerRecord<byte[], byte[]> record) {
    return inbox.receive(record);
  }
}
