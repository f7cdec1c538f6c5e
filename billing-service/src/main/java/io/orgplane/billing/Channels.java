package io.orgplane.billing;

import io.orgplane.billing.usage.UsageIntake;
import io.orgplane.kit.event.Inbox;
import io.orgplane.kit.event.PolledInbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics that this service reads; all of them into the inbox. */
@ApplicationScoped
public class Channels {

  private final Inbox inbox;
  private final PolledInbox polled;
  private final UsageIntake usage;

  Channels(Inbox inbox, PolledInbox polled, UsageIntake usage) {
    this.inbox = inbox;
    this.polled = polled;
    this.usage = usage;
  }

  @Incoming("organization-events")
  Uni<Void> organization(ConsumerRecord<byte[], byte[]> record) {
    return inbox.receive(record);
  }

  @Incoming("membership-events")
  Uni<Void> membership(ConsumerRecord<byte[], byte[]> record) {
    return inbox.receive(record);
  }

  @Incoming("byok-events")
  Uni<Void> byok(ConsumerRecord<byte[], byte[]> record) {
    return inbox.receive(record);
  }

  @Incoming("usage-events")
  Uni<Void> usage(ConsumerRecords<byte[], byte[]> records) {
    return polled.receive(records, usage);
  }
}
