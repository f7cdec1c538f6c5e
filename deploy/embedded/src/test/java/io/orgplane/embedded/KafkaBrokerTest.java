package io.orgplane.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KafkaBrokerTest {

  @Test
  void topics_records_and_group_offsets_survive_a_restart_on_the_same_port(@TempDir Path data)
      throws Exception {
    try (KafkaBroker broker =
        KafkaBroker.start(KafkaBroker.Options.defaults().dataDirectory(data))) {
      String address = broker.bootstrapServers();
      broker.createTopics(Topics.all(4));
      broker.createTopics(Topics.all(4));
      send(broker, "first");
      assertThat(receive(broker, 1)).containsExactly("first");

      broker.stop();
      assertThat(broker.running()).isFalse();
      broker.start();

      assertThat(broker.bootstrapServers()).isEqualTo(address);
      send(broker, "second");
      assertThat(receive(broker, 1)).containsExactly("second");
      assertThat(partitions(broker)).isEqualTo(4);
    }
  }

  @Test
  void a_misspelt_topic_is_an_error_and_a_kept_folder_is_taken_up_again(@TempDir Path data)
      throws Exception {
    KafkaBroker.Options options = KafkaBroker.Options.defaults().dataDirectory(data);
    try (KafkaBroker first = KafkaBroker.start(options)) {
      first.createTopics(Map.of(Topics.BILLING_EVENTS, 2));
      assertThatThrownBy(() -> send(first, "biling-events", "lost"))
          .isInstanceOf(ExecutionException.class);
      assertThatThrownBy(() -> KafkaBroker.start(options))
          .hasMessageContaining("in use by another process");
    }
    try (KafkaBroker second = KafkaBroker.start(options);
        Admin admin = Admin.create(Map.of("bootstrap.servers", second.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get()).contains(Topics.BILLING_EVENTS);
    }
  }

  private static int partitions(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Map<String, TopicDescription> described =
          admin.describeTopics(List.of(Topics.USAGE_EVENTS)).allTopicNames().get();
      return described.values().stream().mapToInt(topic -> topic.partitions().size()).sum();
    }
  }

  private static void send(KafkaBroker broker, String value) throws Exception {
    send(broker, Topics.USAGE_EVENTS, value);
  }

  private static void send(KafkaBroker broker, String topic, String value) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", 1500);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", value)).get();
    }
  }

  private static List<String> receive(KafkaBroker broker, int wanted) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "group.id",
            "reader",
            "auto.offset.reset",
            "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(Topics.USAGE_EVENTS));
      Instant deadline = Instant.now().plusSeconds(20);
      while (values.size() < wanted && Instant.now().isBefore(deadline)) {
        for (ConsumerRecord<String, String> received : consumer.poll(Duration.ofMillis(100))) {
          values.add(received.value());
        }
      }
      consumer.commitSync();
    }
    return values;
  }
}
