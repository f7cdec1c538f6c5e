package io.orgplane.journeys;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What is on the topics, and putting it there once more. */
final class Topics {

  private static final List<String> NAMES =
      List.of("organization-events", "membership-events", "billing-events", "byok-events");
  private static final Duration POLL = Duration.ofMillis(300);
  private static final long HEARTBEATS_UNCOMMITTED = 12;

  private final Map<String, Object> connection;

  private Topics(Map<String, Object> connection) {
    this.connection = connection;
  }

  static Topics of(String bootstrapServers) {
    return new Topics(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** All events of that organization, topic by topic in the order of the log. */
  List<ConsumerRecord<byte[], byte[]>> eventsOf(String organization) {
    try (var consumer =
        new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          NAMES.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  if (record.key() != null
                      && new String(record.key(), StandardCharsets.UTF_8).equals(organization)) {
                    found.add(record);
                  }
                });
      }
      return found;
    }
  }

  void publishAgain(List<ConsumerRecord<byte[], byte[]>> events) {
    publish(events, false);
  }

  /** As a producer would that has lost its memory: the inbox cannot tell, the versions must. */
  void publishUnderNewIds(List<ConsumerRecord<byte[], byte[]>> events) {
    publish(events.stream().filter(Topics::isVersioned).toList(), true);
  }

  private void publish(List<ConsumerRecord<byte[], byte[]>> events, boolean newIds) {
    try (var producer =
        new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ConsumerRecord<byte[], byte[]> event : events) {
        var again =
            new ProducerRecord<>(
                event.topic(), event.partition(), event.key(), event.value(), event.headers());
        if (newIds) {
          again
              .headers()
              .remove("ce_id")
              .add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        }
        var unused = producer.send(again);
      }
    }
  }

  /** State that is carried whole with its version; the others are commands of their id. */
  private static boolean isVersioned(ConsumerRecord<byte[], byte[]> event) {
    String type = new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
    return switch (type) {
      case "member-activated",
          "member-role-changed",
          "workspace-access-changed",
          "member-removed",
          "entitlements-changed",
          "byok-activated",
          "byok-revoked",
          "byok-suspended" ->
          true;
      default -> false;
    };
  }

  /** Whether every consumer group has committed up to the present ends, heartbeats apart. */
  boolean everyServiceHasReadEverything() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(connection)) {
      List<String> groups =
          admin.listConsumerGroups().all().get().stream()
              .map(ConsumerGroupListing::groupId)
              .toList();
      for (String group : groups) {
        Map<TopicPartition, OffsetAndMetadata> committed =
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        Map<TopicPartition, ListOffsetsResultInfo> ends =
            new HashMap<>(
                admin
                    .listOffsets(
                        committed.keySet().stream()
                            .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                    .all()
                    .get());
        for (var each : committed.entrySet()) {
          long behind =
              Objects.requireNonNull(ends.get(each.getKey())).offset() - each.getValue().offset();
          if (behind > tolerated(each.getKey().topic())) {
            return false;
          }
        }
      }
      return true;
    }
  }

  /** Heartbeats go on all the time; a second's worth of them may be uncommitted. */
  private static long tolerated(String topic) {
    return topic.equals("membership-events") ? HEARTBEATS_UNCOMMITTED : 0;
  }
}
